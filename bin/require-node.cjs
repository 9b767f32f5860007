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
