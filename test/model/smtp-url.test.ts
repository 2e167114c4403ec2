import { describe, expect, it } from "vitest";
import { readSmtpUrl } from "../../src/model/smtp-url.ts";

describe("the URL of a mail server", () => {
  it("gives host, port, user and password, decoded", () => {
    expect(readSmtpUrl("smtp://ada%40example.org:p%2Fs%3As@Mail.example.org")).toEqual({
      host: "mail.example.org",
      port: 587,
      tls: "required",
      auth: { user: "ada@example.org", password: "p/s:s" },
    });
  });

  it.each([
    ["smtps://mail.example.org", "implicit", 465],
    ["smtp://mail.example.org:25", "required", 25],
    ["smtp://10.0.0.5:25", "required", 25],
    ["smtp://127.0.0.1.example.org", "required", 587],
    ["smtp://127.0.0.1:2525", "none", 2525],
    ["smtp://127.8.8.8:2525", "none", 2525],
    ["smtp://[::1]:2525", "none", 2525],
    ["smtp://localhost:2525", "none", 2525],
    ["smtp://mailpit:1025?tls=none", "none", 1025],
    ["smtps://127.0.0.1:4650", "implicit", 4650],
  ])("%s is spoken to with TLS %s on port %i", (url, tls, port) => {
    expect(readSmtpUrl(url)).toMatchObject({ tls, port });
  });

  it.each([
    "relay.example.net",
    "https://user:s3cret@relay.example.net",
    "smtp://",
    "smtp://user:s3cret#@relay.example.net",
    "smtp://user:s3cret%@relay.example.net",
    "smtp://user:s3cret@relay.example.net?ignoreTLS=true",
    "smtp://user:s3cret@relay.example.net?tls=maybe",
    "",
  ])("%s is refused with a reason that repeats none of it", (url) => {
    const reason = readSmtpUrl(url);
    expect(reason).toBeTypeOf("string");
    expect(reason).not.toMatch(/s3cret|relay/);
  });
});
