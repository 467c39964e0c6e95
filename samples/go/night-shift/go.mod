module example.org/night-shift

go 1.18

require github.com/robfig/cron v1.2.0
