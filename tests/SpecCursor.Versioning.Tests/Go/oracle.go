// Answers every question (a module's path and two versions), by the golang.org/x/mod packages that go itself is made with. Questions and
// answers are records of fields, ended by the ASCII separators that are made for that. Numbers over the largest int64 make no
// version here, which is all that SpecCursor does otherwise.
package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

func fits(version string) bool {
	release := strings.TrimPrefix(strings.SplitN(strings.SplitN(version, "+", 2)[0], "-", 2)[0], "v")
	for _, number := range strings.Split(release, ".") {
		if _, err := strconv.ParseInt(number, 10, 64); err != nil {
			return false
		}
	}
	return true
}

func canonical(version string) bool {
	return version != "" && module.CanonicalVersion(version) == version && fits(version)
}

func show(version string) string {
	if canonical(version) {
		return version
	}
	return "none"
}

func main() {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	for _, record := range strings.Split(strings.TrimSuffix(string(input), "\x1e"), "\x1e") {
		fields := strings.Split(record, "\x1f")
		path, a, b := fields[0], fields[1], fields[2]
		order := "none"
		if canonical(a) && canonical(b) {
			order = strconv.Itoa(semver.Compare(a, b))
		}
		prefix, major, ok := module.SplitPathVersion(path)
		fitting := func(version string) bool { return ok && canonical(version) && module.MatchPathMajor(version, major) }
		if !ok {
			prefix, major = "none", "none"
		}
		fmt.Printf("%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%t\x1f%t\x1e", show(a), show(b), order, prefix, major, fitting(a), fitting(b))
	}
}
