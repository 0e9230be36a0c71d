using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Secrets;
using OrleansWa.Contracts.State;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Grains.Flows;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Tenants;

/// <inheritdoc cref="ITenantGrain"/>
[GrainType("wa.tenant")]
internal sealed class TenantGrain(
    [PersistentState("tenant")] IPersistentState<TenantState> state,
    ISecretProtector secrets,
    IStateStore states,
    FlowCatalog flows,
    TimeProvider time) : Grain, ITenantGrain
{
    private readonly SerializedUpdates<TenantState> _updates = new(state);

    private string TenantId => GrainKeys.ScopeOf(this.GetPrimaryKeyString());

    public async Task<TenantView> Create(CreateTenant request, CancellationToken ct)
    {
        if (state.State.Status != TenantStatus.Unknown)
        {
            throw ProblemException.Conflict("tenant_exists", $"There is a tenant '{TenantId}' already.");
        }

        Refuse(request.Name, request.TimeZone, request.Locale, request.AppSecret ?? "", request.VerifyToken ?? "");
        return await Write(new TenantState
        {
            Status = TenantStatus.Active,
            Name = request.Name.Trim(),
            TimeZone = request.TimeZone,
            Locale = request.Locale,
            AppSecret = Protect("app_secret", request.AppSecret),
            VerifyToken = Protect("verify_token", request.VerifyToken),
            CreatedAt = time.GetUtcNow(),
        });
    }

    public Task<TenantView> Get(CancellationToken ct) => Task.FromResult(TenantRules.View(TenantId, Existing()));

    public async Task<TenantView> Update(UpdateTenant request, CancellationToken ct)
    {
        var old = Existing();
        var (secret, token) = (request.AppSecret ?? (old.AppSecret is null ? "" : "kept"), request.VerifyToken ?? (old.VerifyToken is null ? "" : "kept"));
        Refuse(request.Name, request.TimeZone, request.Locale, secret, token);
        var consent = request.Consent is { } change ? ConsentSettingsRules.Change(old.Consent ?? ConsentSettings.Default, change) : old.Consent;
        var view = await Write(old with
        {
            Name = request.Name?.Trim() ?? old.Name,
            TimeZone = request.TimeZone ?? old.TimeZone,
            Locale = request.Locale ?? old.Locale,
            AppSecret = request.AppSecret is null ? old.AppSecret : Protect("app_secret", request.AppSecret),
            VerifyToken = request.VerifyToken is null ? old.VerifyToken : Protect("verify_token", request.VerifyToken),
            Consent = consent,
        });
        flows.Forget(TenantId);
        return view;
    }

    public async Task<TenantView> SetSuspended(bool suspended, CancellationToken ct)
    {
        var view = await Write(Existing() with { Status = suspended ? TenantStatus.Suspended : TenantStatus.Active });
        flows.Forget(TenantId);
        await TellChannels(channel => channel.SetTenantSuspended(suspended, ct), ct);
        return view;
    }

    public Task StopAccount(AccountProblem problem, CancellationToken ct) => TellChannels(channel => channel.StopForAccount(problem, ct), ct);

    public Task<AppCredentials?> GetAppCredentials(CancellationToken ct) => Task.FromResult(
        state.State is { AppSecret: { } secret, VerifyToken: { } token }
            ? new AppCredentials(secrets.Unprotect(Scope("app_secret"), secret), secrets.Unprotect(Scope("verify_token"), token))
            : null);

    private async Task TellChannels(Func<IChannelGrain, Task> tell, CancellationToken ct)
    {
        string? after = null;
        while (await states.List("wa.channel", TenantId + "/", after, 200, ct) is { Count: > 0 } page)
        {
            foreach (var channel in page)
            {
                await tell(GrainFactory.GetGrain<IChannelGrain>(channel.Key.GrainKey));
            }

            after = page[^1].Key.GrainKey;
        }
    }

    private TenantState Existing() =>
        state.State.Status != TenantStatus.Unknown ? state.State : throw ProblemException.NotFound("tenant", TenantId);

    private async Task<TenantView> Write(TenantState next) => TenantRules.View(TenantId, await _updates.Update(_ => next));

    private static void Refuse(string? name, string? timeZone, string? locale, string appSecret, string verifyToken)
    {
        var faults = TenantRules.Faults(name, timeZone, locale, appSecret, verifyToken);
        if (faults.Length > 0)
        {
            throw new ProblemException(ProblemKind.Invalid, "tenant_invalid", "Some settings of the tenant cannot be used.", faults);
        }
    }

    private string? Protect(string field, string? secret) => string.IsNullOrEmpty(secret) ? null : secrets.Protect(Scope(field), secret);

    private string Scope(string field) => $"{TenantId}/:{field}";
}
