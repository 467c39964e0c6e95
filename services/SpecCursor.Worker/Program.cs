using SpecCursor.Messaging;
using SpecCursor.ServiceDefaults;
using SpecCursor.Worker.Extensions;

var builder = WebApplication.CreateBuilder(args);
builder.AddApplicationServices();
var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
return await app.RunServiceAsync(args);
