using System.Net.NetworkInformation;

namespace SpecCursor.Cli.Application;

/// <summary>Ports for an application of this program's own, which must not need those of one that runs already.</summary>
internal static class FreePorts
{
    private static readonly (int Port, string Variable)[] Fixed =
    [
        (3000, "SPECCURSOR_GITHUBAPP_PORT"),
        (3001, "SPECCURSOR_CONTROLLER_PORT"),
        (18888, "SPECCURSOR_DASHBOARD_PORT"),
    ];

    /// <summary>Has the AppHost choose a free port where the fixed one is taken, unless a person chose one.</summary>
    public static void Choose()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(endpoint => endpoint.Port).ToHashSet();
        Choose(taken.Contains);
    }

    /// <summary>Has the AppHost choose free ports whatever is taken, unless a person chose some: another application that is starting may be about to take the fixed ones.</summary>
    public static void ChooseAny() => Choose(_ => true);

    private static void Choose(Predicate<int> isWanted)
    {
        foreach (var (port, variable) in Fixed)
        {
            if (Environment.GetEnvironmentVariable(variable) is null && isWanted(port))
            {
                Environment.SetEnvironmentVariable(variable, "0");
            }
        }
    }
}
