// Serves the documents of one hostile case after the other; the parent says which case, and which poll of it.
import { createServer } from "node:http";
import { HOSTILE } from "./hostile.mjs";

let documents = [];
let poll = 0;

const server = createServer((_request, response) => {
  response.writeHead(200, { "content-type": "application/xml" }).end(documents[poll]);
});

process.on("message", (message) => {
  if (message.poll === 0) documents = HOSTILE[message.name]();
  poll = message.poll;
  process.send({ polls: documents.length });
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
