using SpecCursor.AiService.Tests.Support;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Testing;

namespace SpecCursor.AiService.Tests.Recipes.Go;

public sealed class CronRecipeTests : IDisposable
{
    private readonly string _folder = TestDirectory.Create("cron");

    private const string Package = "github.com/robfig/cron";

    /// <summary>Packages with the shape of <c>cron</c> 1 and 3: how many fields a plan has, and what their functions take and give.</summary>
    private const string Before = """
        package cron

        import (
        	"errors"
        	"strings"
        	"time"
        )

        type Schedule interface{ Next(time.Time) time.Time }
        type every struct{}

        func (every) Next(t time.Time) time.Time { return t }

        type Entry struct{ Schedule Schedule }
        type Cron struct {
        	entries  []*Entry
        	location *time.Location
        }

        func New() *Cron                                  { return &Cron{location: time.Local} }
        func NewWithLocation(location *time.Location) *Cron { return &Cron{location: location} }
        func (c *Cron) Location() *time.Location          { return c.location }
        func (c *Cron) Entries() []*Entry                 { return c.entries }
        func Parse(spec string) (Schedule, error) {
        	if n := len(strings.Fields(spec)); n != 6 && n != 5 {
        		return nil, errors.New("five or six fields")
        	}
        	return every{}, nil
        }
        func (c *Cron) AddFunc(spec string, cmd func()) error {
        	schedule, err := Parse(spec)
        	if err == nil {
        		c.entries = append(c.entries, &Entry{schedule})
        	}
        	return err
        }

        """;

    private const string After = """
        package cron

        import (
        	"errors"
        	"strings"
        	"time"
        )

        type Schedule interface{ Next(time.Time) time.Time }
        type every struct{}

        func (every) Next(t time.Time) time.Time { return t }

        type ParseOption int

        const (
        	Second ParseOption = 1 << iota
        	SecondOptional
        	Minute
        	Hour
        	Dom
        	Month
        	Dow
        	DowOptional
        	Descriptor
        )

        type EntryID int
        type Entry struct {
        	ID       EntryID
        	Schedule Schedule
        }
        type ScheduleParser interface{ Parse(spec string) (Schedule, error) }
        type Parser struct{ options ParseOption }

        func NewParser(options ParseOption) Parser { return Parser{options} }
        func (p Parser) Parse(spec string) (Schedule, error) {
        	n := len(strings.Fields(spec))
        	if p.options&Second > 0 {
        		n--
        	}
        	if n != 5 && !(n == 4 && p.options&DowOptional > 0) {
        		return nil, errors.New("another number of fields")
        	}
        	return every{}, nil
        }

        type Logger interface{ Info(msg string) }
        type JobWrapper func(func()) func()

        var DefaultLogger Logger

        func Recover(logger Logger) JobWrapper { return func(job func()) func() { return job } }

        type Option func(*Cron)
        type Cron struct {
        	entries  []Entry
        	location *time.Location
        	parser   ScheduleParser
        }

        func WithLocation(loc *time.Location) Option { return func(c *Cron) { c.location = loc } }
        func WithParser(p ScheduleParser) Option     { return func(c *Cron) { c.parser = p } }
        func WithChain(wrappers ...JobWrapper) Option { return func(c *Cron) {} }
        func New(opts ...Option) *Cron {
        	c := &Cron{location: time.Local, parser: NewParser(Minute | Hour | Dom | Month | Dow | Descriptor)}
        	for _, opt := range opts {
        		opt(c)
        	}
        	return c
        }
        func (c *Cron) Location() *time.Location { return c.location }
        func (c *Cron) Entries() []Entry         { return c.entries }
        func (c *Cron) AddFunc(spec string, cmd func()) (EntryID, error) {
        	schedule, err := c.parser.Parse(spec)
        	if err != nil {
        		return 0, err
        	}
        	c.entries = append(c.entries, Entry{EntryID(len(c.entries) + 1), schedule})
        	return EntryID(len(c.entries)), nil
        }

        """;

    private const string Code = """
        package main

        import (
        	"time"

        	"github.com/robfig/cron"
        )

        type plan struct{ runner *cron.Cron }

        func check(err error) {
        	if err != nil {
        		panic(err)
        	}
        }

        func main() {
        	p := plan{cron.New()}
        	// err := c.AddFunc("")
        	err := p.runner.AddFunc("0 30 4 * * *", func() { println("err := c.AddFunc()") })
        	check(err)
        	err = p.runner.AddFunc("30 4 * * 1 *", func() {})
        	check(err)
        	if err := p.runner.AddFunc("nonsense", func() {}); err == nil {
        		panic("nonsense is accepted")
        	}
        	_ = p.runner.AddFunc("0 0 0 1 1", func() {})
        	p.runner.AddFunc("0 0 0 1 1 *", func() {})
        	if len(p.runner.Entries()) != 4 {
        		panic("entries")
        	}
        	if cron.NewWithLocation(time.FixedZone("x", 60)).Location().String() != "x" {
        		panic("location")
        	}
        	_, err = cron.Parse("0 30 4 * * *")
        	check(err)
        }

        """;

    public void Dispose() => TestDirectory.Delete(_folder);

    [Fact]
    public async Task Code_that_cron_3_breaks_works_again()
    {
        var before = await RunAsync(_folder, "before", Before, Code, string.Empty);
        Assert.True(before.ExitCode == 0, before.Output);
        var broken = await RunAsync(_folder, "broken", After, Code, "/v3");
        Assert.Contains("assignment mismatch", broken.Output, StringComparison.Ordinal);

        var run = RecipeBench.Run(Ecosystems.Go, Package, "v1.2.0", "v3.0.1", "main.go", Code);
        Assert.Empty(run.Unhandled);
        var repaired = Assert.Single(run.Files).Content;
        var result = await RunAsync(_folder, "repaired", After, repaired, "/v3");
        Assert.True(result.ExitCode == 0, $"{repaired}\n{result.Output}");
        Assert.Empty(RecipeBench.Run(Ecosystems.Go, Package, "v1.2.0", "v3.0.1", "main.go", repaired).Files);
    }

    [Theory]
    [InlineData("import \"github.com/robfig/cron\"\nfunc f() {\n\tcron := cron.New()\n}\n", "variable")]
    [InlineData("import . \"github.com/robfig/cron\"\nfunc f() {\n\tc := New()\n}\n", "without a name")]
    [InlineData("import \"github.com/robfig/cron\"\nfunc f(c *cron.Cron) error {\n\treturn c.AddFunc(\"\", nil)\n}\n", "an id and an error")]
    [InlineData("import \"github.com/robfig/cron\"\nfunc f(c *cron.Cron) {\n\tcheck(c.AddFunc(\"\", nil))\n}\n", "an id and an error")]
    [InlineData("import \"github.com/robfig/cron\"\nfunc f(c *cron.Cron) {\n\tvar err error = c.AddFunc(\"\", nil)\n}\n", "an id and an error")]
    [InlineData("import \"github.com/robfig/cron\"\nfunc f(c *cron.Cron) {\n\tc.ErrorLog = log\n}\n", "ErrorLog")]
    [InlineData("import \"github.com/robfig/cron\"\nfunc f(e []*cron.Entry) {\n}\n", "pointers")]
    public void What_can_not_be_told_is_declined(string text, string reason)
    {
        var run = RecipeBench.Run(Ecosystems.Go, Package, "v1.2.0", "v3.0.1", "main.go", "package main\n" + text);

        Assert.Contains(reason, Assert.Single(run.Unhandled), StringComparison.Ordinal);
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData("// import \"github.com/robfig/cron\"\nfunc f() { c := cron.New() }\n")]
    [InlineData("var s = `\n\"github.com/robfig/cron\" cron.New()`\n")]
    [InlineData("import \"github.com/robfig/cron/v3\"\nfunc f(c *cron.Cron) {\n\tid, err := c.AddFunc(\"\", nil)\n}\n")]
    public void What_is_not_cron_1_is_left_alone(string text)
    {
        var run = RecipeBench.Run(Ecosystems.Go, Package, "v1.2.0", "v3.0.1", "main.go", "package main\n" + text);

        Assert.Empty(run.Files);
        Assert.Empty(run.Unhandled);
    }

    /// <summary>The import's path is moved by the worker, and here by hand.</summary>
    private static async Task<ToolRun> RunAsync(string folder, string name, string package, string code, string major)
    {
        var directory = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        Directory.CreateDirectory(Path.Combine(directory, "cron"));
        await File.WriteAllTextAsync(Path.Combine(directory, "cron", "cron.go"), package);
        await File.WriteAllTextAsync(Path.Combine(directory, "cron", "go.mod"), $"module {Package}{major}\n\ngo 1.16\n");
        await File.WriteAllTextAsync(Path.Combine(directory, "main.go"), code.Replace($"\"{Package}\"", $"\"{Package}{major}\"", StringComparison.Ordinal));
        var version = major.Length > 0 ? "v3.0.1" : "v1.2.0";
        await File.WriteAllTextAsync(
            Path.Combine(directory, "go.mod"), $"module example.test/shop\n\ngo 1.16\n\nrequire {Package}{major} {version}\n\nreplace {Package}{major} => ./cron\n");
        return await Tool.RunAsync("go", "golang-go", directory, TimeSpan.FromMinutes(2), "run", ".");
    }
}
