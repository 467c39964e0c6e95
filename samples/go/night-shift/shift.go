// Package shift runs jobs at night, and tells when the next of them is due.
package shift

import (
	"fmt"
	"time"

	"github.com/robfig/cron"
)

// Shift is a list of jobs with the times that they run at.
type Shift struct {
	jobs *cron.Cron
}

// New makes an empty shift whose times are those of a place.
func New(place *time.Location) *Shift {
	return &Shift{jobs: cron.NewWithLocation(place)}
}

// Add puts a job on the list. Its times have seconds: "0 30 2 * * *" is half past two.
func (s *Shift) Add(name, times string, job func()) error {
	if err := s.jobs.AddFunc(times, job); err != nil {
		return fmt.Errorf("times of %s: %w", name, err)
	}
	return nil
}

// Start begins to run jobs.
func (s *Shift) Start() {
	s.jobs.Start()
}

// Stop runs no further job. One that runs is not interrupted.
func (s *Shift) Stop() {
	s.jobs.Stop()
}

// Next tells when the first job after a moment is due; the zero time where there is none.
func (s *Shift) Next(after time.Time) time.Time {
	var first time.Time
	for _, entry := range s.jobs.Entries() {
		next := entry.Schedule.Next(after.In(s.jobs.Location()))
		if !next.IsZero() && (first.IsZero() || next.Before(first)) {
			first = next
		}
	}
	return first
}
