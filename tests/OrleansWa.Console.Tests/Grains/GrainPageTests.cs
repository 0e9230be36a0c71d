using System.Text.Json.Nodes;
using Microsoft.Playwright;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;
using static Microsoft.Playwright.Assertions;

namespace OrleansWa.Console.Tests.Grains;

/// <summary>The grains page, used as a person uses it: by what is written on it.</summary>
[Collection(SharedBrowser.Name)]
public sealed class GrainPageTests(ConsoleFixture console)
{
    [BrowserFact]
    public async Task Page_WhenAnAdminFiltersPagesAndOpens_ShowsTheGrainsState()
    {
        var tenant = console.NewTenant("page");
        using var client = await console.Host.OpenClinic(tenant);
        for (var number = 0; number < 12; number++)
        {
            await ClinicSetup.Publish(client, $"f{number:00}", Clinic.EchoFlow);
        }

        await using var tab = await console.NewTab();
        var page = await SignIn(tab);
        await page.GetByLabel("Type", new() { Exact = true }).SelectOptionAsync("wa.flow");
        await page.GetByLabel("Key starts with").FillAsync($"{tenant}/");
        await page.GetByLabel("Grains per page").SelectOptionAsync("10");
        await Button(page, "Show").ClickAsync();

        await Expect(Rows(page)).ToHaveCountAsync(10);
        await Expect(Button(page, "Previous page")).ToBeDisabledAsync();
        await Button(page, "Next page").ClickAsync();
        await Expect(page.GetByText("Page 2")).ToBeVisibleAsync();
        await Expect(Rows(page)).ToHaveCountAsync(2);
        await Expect(Button(page, "Next page")).ToBeDisabledAsync();
        await Button(page, "Previous page").ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(10);

        await Button(page, $"{tenant}/f03").ClickAsync();
        var heading = page.GetByRole(AriaRole.Heading, new() { Name = $"wa.flow {tenant}/f03" });
        await Expect(heading).ToBeFocusedAsync();
        var state = JsonNode.Parse(await page.Locator("#states pre").InnerTextAsync())!;
        state["name"]!.GetValue<string>().ShouldBe("f03");
        state["publishedVersion"]!.GetValue<int>().ShouldBe(1);
        tab.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Page_WhenAnAdminDeactivates_AsksFirstAndThenShowsItGone()
    {
        var tenant = console.NewTenant("page");
        using var client = await console.Host.OpenClinic(tenant);
        await using var tab = await console.NewTab();
        var page = await SignIn(tab);
        await page.GetByLabel("Key starts with").FillAsync($"{tenant}/");
        await Button(page, "Show").ClickAsync();
        await Button(page, $"{tenant}/", exact: true).ClickAsync();
        await Expect(Activation(page)).ToHaveTextAsync("active");
        var before = await page.Locator("#states pre").InnerTextAsync();

        await Button(page, "Deactivate…").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Deactivate this grain?" });
        await Expect(dialog).ToContainTextAsync($"wa.tenant {tenant}/");
        await Button(page, "Cancel").ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        (await IsActive(tenant)).ShouldBeTrue("it was not asked yet");

        await Button(page, "Deactivate…").ClickAsync();
        await Button(page, "Deactivate", exact: true).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("next call activates it again");
        await console.Host.Admin.GetUntil(
            $"/api/management/grains/wa.tenant/{tenant}/", grain => !grain["activation"]!["active"]!.GetValue<bool>());
        await Button(page, "Refresh").ClickAsync();
        await Expect(Activation(page)).ToHaveTextAsync("not active");
        await Expect(Button(page, "Deactivate…")).ToBeDisabledAsync();
        (await page.Locator("#states pre").InnerTextAsync()).ShouldBe(before);
        tab.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Page_WhenTheKeyIsWrongOrATenants_ShowsTheProblemAsText()
    {
        var tenant = console.NewTenant("page");
        using var client = await console.Host.OpenClinic(tenant);
        await using var tab = await console.NewTab();
        var page = await tab.Open("/admin/grains");

        await UseKey(page, "owa_thisisnotthekeyofanybodyanywhere00000000");
        await Expect(Problem(page)).ToContainTextAsync("401");
        await Expect(Problem(page)).ToContainTextAsync("unknown, expired or revoked");
        await Expect(page.GetByLabel("Platform admin’s key")).ToBeFocusedAsync();

        await UseKey(page, client.Key);
        await Expect(Problem(page)).ToContainTextAsync("403");
        await Expect(Problem(page)).ToContainTextAsync("platform_admin may");

        await UseKey(page, ProductHost.AdminKey);
        await Expect(Rows(page).First).ToBeVisibleAsync();
        await Expect(Problem(page)).ToBeHiddenAsync();
        (await page.EvaluateAsync<int>("localStorage.length")).ShouldBe(0);
        await Button(page, "Forget the key").ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(0);
        (await page.EvaluateAsync<int>("sessionStorage.length")).ShouldBe(0);
        tab.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Page_WhenStateHoldsMarkup_ShowsItAsTextOnAPhone()
    {
        const string Markup = "<img src=x onerror=\"document.title='broken into'\"><script>document.title='broken into'</script>";
        var tenant = console.NewTenant("page");
        using var client = await console.Host.OpenClinic(tenant);
        await client.Http.PatchAsync(
            new Uri("/api/v1/channels/main", UriKind.Relative), new StringContent(new JsonObject { ["displayName"] = Markup }.ToJsonString(), null, "application/json"));
        await using var tab = await console.NewTab(width: 360, height: 740);
        var page = await SignIn(tab);
        await page.GetByLabel("Key starts with").FillAsync($"{tenant}/main");
        await page.Keyboard.PressAsync("Enter");
        await Button(page, $"{tenant}/main").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#states pre")).ToContainTextAsync("onerror");
        await Expect(page.Locator("#states pre")).ToContainTextAsync("\"accessToken\": \"(hidden)\"");
        (await page.Locator("main img").CountAsync()).ShouldBe(0);
        (await page.TitleAsync()).ShouldStartWith("Grains");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing is wider than the phone");
        tab.Complaints.ShouldBeEmpty();
    }

    private static async Task<IPage> SignIn(Tab tab)
    {
        var page = await tab.Open("/admin/grains");
        await UseKey(page, ProductHost.AdminKey);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Stored grains" })).ToBeVisibleAsync();
        return page;
    }

    private static async Task UseKey(IPage page, string key)
    {
        await page.GetByLabel("Platform admin’s key").FillAsync(key);
        await Button(page, "Use this key").ClickAsync();
    }

    private async Task<bool> IsActive(string tenant) =>
        (await console.Host.Admin.Get($"/api/management/grains/wa.tenant/{tenant}/"))["activation"]!["active"]!.GetValue<bool>();

    private static ILocator Button(IPage page, string name, bool exact = false) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = exact });

    private static ILocator Rows(IPage page) => page.Locator("#rows tr");

    private static ILocator Problem(IPage page) => page.GetByRole(AriaRole.Alert);

    private static ILocator Activation(IPage page) => page.Locator("#activation dd").First;
}
