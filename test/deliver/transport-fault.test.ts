import { expect, test } from "vitest";
import { transportFault } from "../../src/deliver/transport-fault.ts";

function fault(code: string, more: object = {}): Error {
  return Object.assign(new Error("secret text"), { code }, more);
}

test.each([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "EPROTO",
  "EMFILE",
])("%s comes before the first byte of a request", (code) => {
  expect(transportFault(fault(code))).toEqual({ cause: code, mayHaveArrived: false });
});

test.each(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "ETIMEDOUT"])(
  "after %s the request may have arrived",
  (code) => {
    expect(transportFault(fault(code))).toEqual({ cause: code, mayHaveArrived: true });
  },
);

test("a time-out of the connecting itself comes before the first byte", () => {
  expect(transportFault(fault("ETIMEDOUT", { syscall: "connect" })).mayHaveArrived).toBe(false);
});

test("a reset during the handshake comes before the first byte", () => {
  const error = Object.assign(
    new Error("Client network socket disconnected before secure TLS connection was established"),
    { code: "ECONNRESET" },
  );
  expect(transportFault(error).mayHaveArrived).toBe(false);
});

test("what is not an error is taken for the worse", () => {
  expect(transportFault("boom")).toEqual({ cause: "unknown", mayHaveArrived: true });
});
