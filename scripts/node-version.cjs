// Written so that any Node can read it: an old one should say one clear sentence, not a syntax error.
"use strict";

var wanted = [20, 19];
var found = process.versions.node.split(".").map(Number);

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  process.stderr.write(
    "vigie needs Node " +
      wanted.join(".") +
      " or newer; this is Node " +
      process.versions.node +
      ". See https://nodejs.org/\n",
  );
  process.exit(2);
}
