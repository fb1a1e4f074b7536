// A DPI in one file: sign-in, refresh, fresh proof, DMP, leaving, back-channel logout.
// Beside it mon-dpi.csproj, which names the package; neither was compiled where this project is built.
// CLIENT_SECRET=… dotnet run --urls http://localhost:3000, then open that address
using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

var builder = WebApplication.CreateBuilder(args);
var issuer = builder.Configuration["ISSUER"] ?? "http://localhost:9000";
var clientId = builder.Configuration["CLIENT_ID"] ?? "mon-dpi";
var clientSecret = builder.Configuration["CLIENT_SECRET"];
var ended = new ConcurrentDictionary<string, DateTimeOffset>(); // sid; several servers share theirs

builder.Services.AddAuthorization();
builder.Services.AddAuthentication(options =>
    {
        options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
    })
    .AddCookie(options => options.Events.OnValidatePrincipal = context =>
    {
        if (context.Principal?.FindFirst("sid")?.Value is not { } sid || ended.ContainsKey(sid)) context.RejectPrincipal();
        return Task.CompletedTask;
    })
    .AddOpenIdConnect(options =>
    {
        options.Authority = issuer;
        options.RequireHttpsMetadata = issuer.StartsWith("https:"); // the demo speaks http
        options.ClientId = clientId;
        options.ClientSecret = clientSecret; // goes in the form: register client_secret_post
        options.ResponseType = OpenIdConnectResponseType.Code; // with PKCE, and pushed since .NET 9, by default
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CallbackPath = "/retour";
        options.SignedOutCallbackPath = "/quitte";
        options.Scope.Clear();
        foreach (var scope in new[] { "openid", "profile", "rpps", "work_situation" }) options.Scope.Add(scope);
        options.MapInboundClaims = false; // sub and sid keep their names
        options.ClaimActions.Remove("acr"); // the handler would throw the level away
        options.TokenValidationParameters.NameClaimType = "sub";
        options.SaveTokens = true; // inside the cookie, which ASP.NET Core encrypts
        options.Events.OnTokenValidated = context =>
        {
            // the handler asks for a fresh proof and does not look whether it came
            if (context.Properties!.Items.TryGetValue("no_older_than", out var least)
                && long.Parse(context.Principal!.FindFirst("auth_time")!.Value) < long.Parse(least!))
                context.Fail("the proof is old");
            return Task.CompletedTask;
        };
    });

builder.Services.AddHttpClient();
var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();

Task<HttpResponseMessage> AskForTokens(IHttpClientFactory factory, Dictionary<string, string?> form)
{
    form["client_id"] = clientId;
    form["client_secret"] = clientSecret;
    return factory.CreateClient().PostAsync(issuer + "/oauth2/token", new FormUrlEncodedContent(form));
}

app.MapGet("/", (HttpContext http) => http.User.Claims.Select(claim => new { claim.Type, claim.Value }))
    .RequireAuthorization();

app.MapGet("/rafraichir", async (HttpContext http, IHttpClientFactory factory) =>
{
    var known = await http.AuthenticateAsync();
    using var answer = await AskForTokens(factory, new()
    {
        ["grant_type"] = "refresh_token",
        ["refresh_token"] = known.Properties!.GetTokenValue("refresh_token"),
    });
    if (!answer.IsSuccessStatusCode) return Results.Challenge(); // sign in again
    var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>();
    foreach (var name in new[] { "access_token", "refresh_token" }) // the old refresh token is spent
        known.Properties!.UpdateTokenValue(name, tokens.GetProperty(name).GetString()!);
    await http.SignInAsync(known.Principal!, known.Properties);
    return Results.Redirect("/");
}).RequireAuthorization();

app.MapGet("/signer", () =>
{
    var wanted = new OpenIdConnectChallengeProperties { RedirectUri = "/", MaxAge = TimeSpan.Zero };
    wanted.Items["no_older_than"] = DateTimeOffset.UtcNow.AddSeconds(-5).ToUnixTimeSeconds().ToString();
    return Results.Challenge(wanted, [OpenIdConnectDefaults.AuthenticationScheme]);
}).RequireAuthorization();

app.MapGet("/dmp", async (HttpContext http, IHttpClientFactory factory) =>
{
    using var answer = await AskForTokens(factory, new()
    {
        ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
        ["subject_token"] = await http.GetTokenAsync("access_token"),
        ["subject_token_type"] = "urn:ietf:params:oauth:token-type:access_token",
        ["audience"] = "urn:dmp",
        ["patient_ins"] = "269054958815780^^^&1.2.250.1.213.1.4.10&ISO^NH",
        ["purpose_of_use"] = "normal",
    });
    answer.EnsureSuccessStatusCode();
    var context = await answer.Content.ReadFromJsonAsync<JsonElement>(); // your DMP module takes its access_token
    return Results.Ok(new { type = context.GetProperty("issued_token_type").GetString() });
}).RequireAuthorization();

app.MapGet("/quitter", () => Results.SignOut(
    new AuthenticationProperties { RedirectUri = "/" },
    [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]));

// ASP.NET Core has no back-channel logout of its own
app.MapPost("/deconnexion", async (HttpContext http, IOptionsMonitor<OpenIdConnectOptions> settings) =>
{
    var manager = settings.Get(OpenIdConnectDefaults.AuthenticationScheme).ConfigurationManager!;
    var provider = await manager.GetConfigurationAsync(http.RequestAborted);
    var form = await http.Request.ReadFormAsync();
    var token = await new JsonWebTokenHandler().ValidateTokenAsync(form["logout_token"], new TokenValidationParameters
    {
        ValidIssuer = provider.Issuer,
        ValidAudience = clientId,
        IssuerSigningKeys = provider.SigningKeys,
        ValidTypes = ["logout+jwt"],
    });
    var isLogout = token.IsValid
        && token.Claims.TryGetValue("events", out var events)
        && events.ToString()!.Contains("\"http://schemas.openid.net/event/backchannel-logout\"")
        && !token.Claims.ContainsKey("nonce");
    if (!isLogout)
    {
        manager.RequestRefresh(); // a key may be newer than our copy; the provider tries again
        return Results.BadRequest();
    }
    ended[(string)token.Claims["sid"]] = DateTimeOffset.UtcNow;
    return Results.Ok();
});

app.Run();
