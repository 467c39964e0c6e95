package shift

import (
	"strings"
	"testing"
	"time"
)

var evening = time.Date(2024, time.March, 1, 20, 0, 0, 0, time.UTC)

func TestNextJobIsTheFirstThatIsDue(t *testing.T) {
	night := New(time.UTC)
	add(t, night, "report", "0 0 4 * * *")
	add(t, night, "backup", "15 30 2 * * *")

	want := time.Date(2024, time.March, 2, 2, 30, 15, 0, time.UTC)
	if next := night.Next(evening); !next.Equal(want) {
		t.Errorf("next job at %v, want %v", next, want)
	}
}

func TestTimesAreThoseOfThePlace(t *testing.T) {
	night := New(time.FixedZone("UTC-5", -5*60*60))
	add(t, night, "backup", "0 30 2 * * *")

	want := time.Date(2024, time.March, 2, 7, 30, 0, 0, time.UTC)
	if next := night.Next(evening); !next.Equal(want) {
		t.Errorf("next job at %v, want %v", next, want)
	}
}

func TestNothingIsDueWithoutJobs(t *testing.T) {
	if next := New(time.UTC).Next(evening); !next.IsZero() {
		t.Errorf("next job at %v, want none", next)
	}
}

func TestWrongTimesAreNamed(t *testing.T) {
	err := New(time.UTC).Add("backup", "half past two", func() {})
	if err == nil || !strings.Contains(err.Error(), "backup") {
		t.Errorf("error %v, want one that names the job", err)
	}
}

func add(t *testing.T, shift *Shift, name, times string) {
	t.Helper()
	if err := shift.Add(name, times, func() {}); err != nil {
		t.Fatal(err)
	}
}
