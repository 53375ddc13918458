#!/usr/bin/env node
// Stands in for curl: the options that the tuner's program uses, no more. Notes its arguments, which every process could read.
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const { request } = require('node:http');

const args = process.argv.slice(2);
appendFileSync(process.env.CURL_LOG, `${JSON.stringify(args)}\n`);
const TAKES_VALUE = new Set([
  '--connect-timeout',
  '--noproxy',
  '--max-time',
  '--cacert',
  '--user-agent',
  '--header',
  '--dump-header',
  '--output',
  '--write-out',
  '--request',
  '--data',
]);
const options = { '--header': [] };
let url = '';
for (let place = 0; place < args.length; place += 1) {
  const name = args[place];
  if (name === '--silent') continue;
  if (!name.startsWith('--')) url = name;
  else if (!TAKES_VALUE.has(name)) throw new Error(`the shim does not know ${name}`);
  else if (name === '--header') options[name].push(args[++place]);
  else options[name] = args[++place];
}

const headers = { 'User-Agent': options['--user-agent'] ?? 'curl/8' };
for (const header of options['--header']) {
  const text = header === '@-' ? readFileSync(0, 'utf8').trim() : header;
  const colon = text.indexOf(':');
  headers[text.slice(0, colon)] = text.slice(colon + 1).trim();
}
// Through the proxy of the environment, unless told otherwise: the test has none, so a request through it is lost.
if (options['--noproxy'] !== '*' && process.env.http_proxy) url = process.env.http_proxy;

const sent = request(url, { method: options['--request'] ?? 'GET', headers }, (response) => {
  const chunks = [];
  response.on('data', (chunk) => chunks.push(chunk));
  response.on('end', () => {
    writeFileSync(options['--output'], Buffer.concat(chunks));
    const lines = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    if (options['--dump-header'])
      writeFileSync(options['--dump-header'], `HTTP/1.1 ${response.statusCode}\r\n${lines.join('')}\r\n`);
    process.stdout.write(String(response.statusCode));
    process.exit(0);
  });
});
const fail = (code) => {
  process.stdout.write('000');
  process.exit(code);
};
sent.on('error', ({ code }) => fail(Number(process.env.CURL_EXIT ?? (code === 'ENOTFOUND' ? 6 : 7))));
// Half as long as the program asks: the tests wait for it, and repairs have to come sooner.
setTimeout(() => fail(28), Number(options['--max-time']) * 500);
sent.end(options['--data']);
