using SpecCursor.Backing.Samples;

namespace SpecCursor.AppHost.Tests.Upgrades;

/// <summary>A sample whose tests take a few seconds, so that something can happen in their middle.</summary>
internal static class SlowRepository
{
    /// <summary>What the slow test prints when it begins.</summary>
    public const string Line = "this takes a while";

    /// <summary>Copies the sample of a scenario, gives it a slow test, and returns the scenario for it.</summary>
    /// <param name="scenario">The scenario to slow down.</param>
    /// <param name="owner">The owner of the repository, for a name of its own.</param>
    /// <param name="folder">Where the changed sample is put.</param>
    /// <param name="seconds">How long the tests take.</param>
    public static Scenario Create(Scenario scenario, string owner, string folder, int seconds)
    {
        var from = Path.Combine(UpgradeStage.SamplesFolder, scenario.Sample);
        var to = Path.Combine(folder, owner, Path.GetFileName(scenario.Sample));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.WriteAllText(
            Path.Combine(to, "test", "slow.test.js"),
            $$"""
            'use strict';

            const test = require('node:test');

            console.log('{{Line}}');
            test('takes its time', () => new Promise((resolve) => setTimeout(resolve, {{seconds * 1000}})));
            """);
        return scenario with { Sample = to, Owner = owner };
    }
}
