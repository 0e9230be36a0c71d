using System.Security.Cryptography;
using System.Text;

namespace OrleansWa.ClientApi.Bootstrap;

/// <summary>The page behind the one-time link. A button, not the visit, redeems it: link previews visit too.</summary>
internal static class BootstrapPage
{
    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
        button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.4rem;background:#0b6b4f;color:#fff;cursor:pointer}
        button:disabled{background:#666}
        code{display:block;padding:1rem;background:#f2f2f2;border-radius:.4rem;word-break:break-all}
        """;

    private const string Script = """
        const button = document.querySelector('button'), out = document.querySelector('output');
        const token = new URLSearchParams(location.search).get('token');
        history.replaceState(null, '', location.pathname);
        button.addEventListener('click', async () => {
          button.disabled = true;
          const answer = await fetch('/api/v1/bootstrap', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) });
          const body = await answer.json();
          out.replaceChildren();
          const text = document.createElement(answer.ok ? 'code' : 'p');
          text.textContent = answer.ok ? body.key : body.detail;
          out.append(text);
          if (answer.ok) { button.remove(); out.append('Keep it in a safe place. It is not shown again.'); } else { button.disabled = false; }
        });
        """;

    public const string Html = $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>OrleansWa: first platform admin</title>
        <style>{Style}</style></head>
        <body>
        <h1>First platform admin</h1>
        <p>This link gives the key of the first platform admin, once. Who holds the key manages every tenant of this installation.</p>
        <p><button type="button">Show my key</button></p>
        <output aria-live="polite"></output>
        <script>{Script}</script>
        </body>
        </html>
        """;

    /// <summary>Exactly this page's script and style, and calls to ourselves.</summary>
    public static readonly string Policy =
        $"default-src 'none'; script-src 'sha256-{Hash(Script)}'; style-src 'sha256-{Hash(Style)}'; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
