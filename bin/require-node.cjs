// Loaded before every entry (`node -r`). Plain CommonJS in old syntax, because it must run on a Node that cannot read TypeScript.
'use strict';

var wanted = [22, 18];
var found = process.versions.node.split('.').map(Number);

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  process.stderr.write(
    'Stegvis needs Node ' +
      wanted.join('.') +
      ' or later, and this is Node ' +
      process.versions.node +
      ': run `npm ci` and start it with `npm start`, or install Node 24 from nodejs.org.\n',
  );
  process.exit(1);
}

// Keeps what V8 made of the sources, so that the next start takes half the time, and the threads need a fifth less memory: with it nothing
// translates TypeScript in them. The tests start many hundred such threads. In the package's own folder and not in a shared one, where
// somebody else could leave code for us; where it cannot be written, nothing is kept.
var startsOften =
  /[\\/](bot[\\/](index|cli[\\/][a-z]+)\.ts|bench[\\/][a-z]+-server\.ts|jest[\\/]bin[\\/]jest\.js)$/.test(
    process.argv[1] || '',
  );
var loader = require('node:module');
var cache;
if (startsOften && loader.enableCompileCache) {
  cache = require('node:path').join(__dirname, '..', 'node_modules', '.cache', 'stegvis');
  loader.enableCompileCache(cache);
  // Threads are not asked, but look here.
  if (!process.env.NODE_COMPILE_CACHE) process.env.NODE_COMPILE_CACHE = cache;
}
