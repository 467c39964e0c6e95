// Package cron has what a sample uses of cron v1.
package cron

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

type Cron struct {
	entries  []*Entry
	location *time.Location
}

type Schedule interface {
	Next(time.Time) time.Time
}

type Entry struct {
	Schedule Schedule
}

func New() *Cron {
	return NewWithLocation(time.Local)
}

func NewWithLocation(location *time.Location) *Cron {
	return &Cron{location: location}
}

func (c *Cron) AddFunc(spec string, cmd func()) error {
	schedule, err := parse(spec, 6)
	if err == nil {
		c.entries = append(c.entries, &Entry{schedule})
	}
	return err
}

func (c *Cron) Entries() []*Entry { return c.entries }

func (c *Cron) Location() *time.Location { return c.location }

func (c *Cron) Start() {}

func (c *Cron) Stop() {}
