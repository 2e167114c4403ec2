/** An address as people, reports and the store may have it: without the user name and the password it may carry. */
export function shownAddress(address: string): string {
  if (!address.includes("@")) return address;
  const url = new URL(address);
  if (url.username === "" && url.password === "") return address;
  url.username = "";
  url.password = "";
  return url.href;
}
