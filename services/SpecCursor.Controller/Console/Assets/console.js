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
    current.replaceWith(next);
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
  }
})();
