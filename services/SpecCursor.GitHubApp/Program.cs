using SpecCursor.GitHubApp.Extensions;
using SpecCursor.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddApplicationServices();
var app = builder.Build();
app.MapApplicationEndpoints();
return await app.RunServiceAsync(args);
