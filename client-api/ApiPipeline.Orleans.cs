using Orleans.Dashboard;
using OrleansWa.ClientApi.Security;

namespace OrleansWa.ClientApi;

internal static partial class ApiPipeline
{
    private const string DashboardPath = "/admin/dashboard";

    // Its script comes from itself; its styles and fonts are partly inline.
    private const string DashboardPolicy =
        "default-src 'self'; img-src 'self' data:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    static partial void MapDashboard(WebApplication app)
    {
        var dashboard = app.MapOrleansDashboard(DashboardPath).Allows(Operation.GrainsRead).WithBrowserLogin().ExcludeFromDescription();
        dashboard.AddEndpointFilter((call, next) =>
        {
            call.HttpContext.Response.Headers.ContentSecurityPolicy = DashboardPolicy;
            return next(call);
        });
    }
}
