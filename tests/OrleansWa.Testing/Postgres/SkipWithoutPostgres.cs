using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace OrleansWa.Testing.Postgres;

/// <summary>
/// Makes every test of the collection a visible skip where there is no PostgreSQL. The conformance tests are inherited, so their attributes cannot
/// say it, and xunit 2 knows no skip while a test runs; the orderer is the one place that sees each case before.
/// </summary>
public sealed class SkipWithoutPostgres : ITestCaseOrderer
{
    /// <summary>What <c>[TestCaseOrderer]</c> of a collection is given.</summary>
    public const string TypeName = "OrleansWa.Testing.Postgres.SkipWithoutPostgres";

    /// <inheritdoc cref="TypeName"/>
    public const string AssemblyName = "OrleansWa.Testing";

    private static readonly PropertyInfo SkipReason = typeof(XunitTestCase).GetProperty(nameof(XunitTestCase.SkipReason))!;

    /// <inheritdoc/>
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase
    {
        foreach (var test in testCases)
        {
            // Somebody else's server is not ours to stop, nor are the connections of others ours to end.
            var reason = PostgresServer.Missing
                ?? (!PostgresServer.IsOurs && test.Traits.ContainsKey("Server") ? "It stops the server, and TEST_POSTGRES names one that is not ours." : null);
            if (reason is not null && test is XunitTestCase)
            {
                SkipReason.SetValue(test, reason);
            }

            yield return test;
        }
    }
}
