// Package cron has what a sample uses of cron v3.
package cron

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

type Cron struct {
	entries  []Entry
	location *time.Location
	parser   ScheduleParser
}

type EntryID int

type Job interface{ Run() }

type JobWrapper func(Job) Job

type Logger interface{ Info(msg string) }

type Schedule interface {
	Next(time.Time) time.Time
}

type ScheduleParser interface {
	Parse(spec string) (Schedule, error)
}

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

type Parser struct{ options ParseOption }

type Entry struct {
	ID       EntryID
	Schedule Schedule
}

type Option func(*Cron)

func New(opts ...Option) *Cron {
	c := &Cron{location: time.Local, parser: NewParser(Minute | Hour | Dom | Month | Dow | Descriptor)}
	for _, opt := range opts {
		opt(c)
	}
	return c
}

func WithLocation(loc *time.Location) Option { return func(c *Cron) { c.location = loc } }

func WithParser(p ScheduleParser) Option { return func(c *Cron) { c.parser = p } }

func WithSeconds() Option {
	return WithParser(NewParser(Second | Minute | Hour | Dom | Month | Dow | Descriptor))
}

func WithChain(wrappers ...JobWrapper) Option { return func(c *Cron) {} }

var DefaultLogger Logger

func Recover(logger Logger) JobWrapper { return func(job Job) Job { return job } }

func NewParser(options ParseOption) Parser { return Parser{options} }

func (p Parser) Parse(spec string) (Schedule, error) {
	if p.options&Second == 0 {
		return parse(spec, 5)
	}
	return parse(spec, 6)
}

func (c *Cron) AddFunc(spec string, cmd func()) (EntryID, error) {
	schedule, err := c.parser.Parse(spec)
	if err != nil {
		return 0, err
	}
	id := EntryID(len(c.entries) + 1)
	c.entries = append(c.entries, Entry{id, schedule})
	return id, nil
}

func (c *Cron) Entries() []Entry { return c.entries }

func (c *Cron) Location() *time.Location { return c.location }

func (c *Cron) Start() {}

func (c *Cron) Stop() context.Context { return context.Background() }
