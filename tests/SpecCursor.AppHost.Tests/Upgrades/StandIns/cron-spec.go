
// fields are those of second, minute, hour, day, month and day of the week; -1 is any.
type fields [6]int

func parse(spec string, expected int) (Schedule, error) {
	words := strings.Fields(spec)
	if len(words) != expected {
		return nil, fmt.Errorf("expected exactly %d fields, found %d: %s", expected, len(words), spec)
	}
	var schedule fields
	for i, word := range words {
		at := i + len(schedule) - expected
		if word == "*" {
			schedule[at] = -1
		} else if number, err := strconv.Atoi(word); err == nil {
			schedule[at] = number
		} else {
			return nil, fmt.Errorf("failed to parse int from %s", word)
		}
	}
	return schedule, nil
}

func (s fields) Next(t time.Time) time.Time {
	for next := t.Truncate(time.Second).Add(time.Second); next.Before(t.AddDate(1, 0, 1)); next = next.Add(time.Second) {
		if s.contains(next) {
			return next
		}
	}
	return time.Time{}
}

func (s fields) contains(t time.Time) bool {
	for i, number := range []int{t.Second(), t.Minute(), t.Hour(), t.Day(), int(t.Month()), int(t.Weekday())} {
		if s[i] >= 0 && s[i] != number {
			return false
		}
	}
	return true
}
