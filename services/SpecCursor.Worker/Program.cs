using SpecCursor.Messaging;
using SpecCursor.Worker.Extensions;

var builder = WebApplication.CreateBuilder(args);
builder.AddApplicationServices();
var app = builder.Build();
app.UseApplication();
return await app.RunServiceAsync(args);
