using SpecCursor.AiService.Extensions;
using SpecCursor.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddApplicationServices();
var app = builder.Build();
app.UseApplication();
return await app.RunServiceAsync(args);
