// Everything here is a convenience: without it the pages are the same after a reload.
(() => {
  'use strict';

  const seconds = (value) =>
    value < 1 ? `${Math.round(value * 1000)} ms` : value < 60 ? `${value.toFixed(1)} s` : `${Math.floor(value / 60)} min ${Math.floor(value % 60)} s`;

  const localise = (root) => {
    for (const time of root.querySelectorAll('time[datetime]')) {
      const at = new Date(time.dateTime);
      time.title = time.textContent;
      time.textContent = at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
    }
  };

  const tick = () => {
    for (const counter of document.querySelectorAll('[data-since]')) {
      counter.textContent = seconds(Math.max(0, (Date.now() - new Date(counter.dataset.since)) / 1000));
    }
  };

  // What the commands print stays, and stays where it was scrolled to, while all around it is replaced.
  const keepOutput = (current, next, replace) => {
    const output = current.querySelector('#output');
    const top = output?.querySelector('pre').scrollTop;
    if (output) {
      next.querySelector('#output')?.replaceWith(output);
    }

    replace();
    output?.querySelector('pre').scrollTo(0, top);
  };

  // Replaces the live part by the server's own rendering; what is open stays open.
  const refresh = async () => {
    const response = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!response.ok || response.redirected) {
      return null;
    }

    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const next = page.getElementById('live');
    const current = document.getElementById('live');
    if (!next || !current) {
      return null;
    }

    const open = new Set([...current.querySelectorAll('details[open][data-key]')].map((details) => details.dataset.key));
    for (const details of next.querySelectorAll('details[data-key]')) {
      details.open = open.has(details.dataset.key);
    }

    localise(next);
    keepOutput(current, next, () => current.replaceWith(next));
    tick();
    return next;
  };

  const follow = (live) => {
    const address = live.dataset.events;
    if (!address) {
      return;
    }

    const source = new EventSource(address);
    let pending = 0;
    const changed = (event) => {
      if (event.type === 'upgrade.ended') {
        source.close();
      }

      clearTimeout(pending);
      pending = setTimeout(refresh, 150);
    };
    for (const type of ['upgrade.created', 'upgrade.waiting', 'upgrade.admitted', 'upgrade.retried', 'upgrade.resumed', 'upgrade.duplicate', 'upgrade.ended', 'step.started', 'step.ended', 'step.redispatched']) {
      source.addEventListener(type, changed);
    }
  };

  const maximumLines = 2000;

  // Shows what the commands print, as text and never as anything else: it is a stranger's. Follows it unless somebody has scrolled up.
  const watch = (section) => {
    const output = section.querySelector('pre');
    let last = 0;
    let command = '';
    let lines = 0;
    let isFollowing = true;
    const toEnd = () => {
      if (isFollowing) {
        output.scrollTop = output.scrollHeight;
      }
    };
    output.addEventListener('scroll', () => {
      isFollowing = output.scrollHeight - output.scrollTop - output.clientHeight < 40;
    });
    new ResizeObserver(toEnd).observe(output);
    const append = (text, kind) => {
      const part = document.createElement('span');
      part.className = kind;
      part.textContent = text;
      output.append(part);
      lines += part.lines = text.split('\n').length - 1;
      while (lines > maximumLines && output.childElementCount > 1) {
        lines -= output.firstElementChild.lines;
        output.firstElementChild.remove();
      }
    };
    const show = (entry) => {
      section.hidden = false;
      const printed = `${entry.run} ${entry.step} ${entry.command}`;
      if (printed !== command || (entry.lines.length === 0 && entry.dropped === 0)) {
        append(`$ ${entry.command}\n`, 'command');
        command = printed;
      }

      if (entry.dropped > 0) {
        append(`… ${entry.dropped} lines left out …\n`, 'gap');
      }

      if (entry.lines.length > 0) {
        append(`${entry.lines.join('\n')}\n`, 'lines');
      }

      toEnd();
    };
    const open = () => {
      const source = new EventSource(`${section.dataset.output}?after=${last}`);
      source.addEventListener('output', (event) => {
        last = Number(event.lastEventId);
        show(JSON.parse(event.data));
      });
      source.addEventListener('output.ended', () => source.close());
      source.addEventListener('error', () => {
        // A refusal ends it, the loss of Redis for one; the section goes with the end of the upgrade.
        if (source.readyState === EventSource.CLOSED) {
          setTimeout(() => section.isConnected && open(), 5000);
        }
      });
    };
    open();
  };

  const poll = (live) => {
    const wait = Number(live.dataset.refresh);
    if (wait > 0) {
      setTimeout(async () => {
        const next = document.hidden ? live : await refresh().catch(() => live);
        if (next) {
          poll(next);
        }
      }, wait * 1000);
    }
  };

  localise(document);
  tick();
  setInterval(tick, 250);
  const live = document.getElementById('live');
  if (live) {
    follow(live);
    poll(live);
    live.querySelectorAll('[data-output]').forEach(watch);
  }
})();
