import { expect, test } from "vitest";
import { targetsNamed } from "../../renderer/desk/named.ts";
import {
  isPlace,
  placeAddress,
  placeShown,
  sendsPasswordInClear,
} from "../../renderer/desk/settings/address.ts";

test("D10 a WordPress password that would cross a network unencrypted is told from one that does not", () => {
  const told = (url: string) => sendsPasswordInClear({ kind: "wordpress", url });
  for (const url of [
    "http://bao.example",
    " HTTP://bao.example/tin ",
    "http://192.168.1.20:8080",
    "http://localhost.example",
    "http://127.0.0.1.example",
    "http://[2001:db8::1]",
  ]) {
    expect(told(url), url).toBe(true);
  }
  for (const url of [
    "https://bao.example",
    "http://localhost:8080",
    "http://bao.localhost",
    "http://127.0.0.1/wp",
    "http://127.8.0.1",
    "http://[::1]:8080",
    "http://",
    "bao.example",
    "",
  ]) {
    expect(told(url), url).toBe(false);
  }
  expect(sendsPasswordInClear({ kind: "site", url: "http://bao.example" })).toBe(false);
});

test("D7 the site on this machine is called in the screen's language until somebody names it", () => {
  const own = {
    kind: "site",
    id: "site",
    name: "News site on this machine",
    url: "http://127.0.0.1:4380",
  } as const;
  const added = { ...own, id: "b", name: "B" };
  const names = (...targets: Parameters<typeof targetsNamed>[0]) =>
    targetsNamed(targets, "Trang tin trên máy này").map(({ name }) => name);
  expect(names({ ...own, unnamed: true }, added)).toEqual(["Trang tin trên máy này", "B"]);
  expect(names(own)).toEqual(["News site on this machine"]);
});

const PLACES: readonly (readonly [string, string, string])[] = [
  ["/mnt/tin ảnh/in", "file:///mnt/tin%20%E1%BA%A3nh/in/", "/mnt/tin ảnh/in"],
  ["C:\\Tin\\in", "file:///C:/Tin/in/", "C:/Tin/in"],
  ["\\\\may-chu\\tin", "file://may-chu/tin/", "file://may-chu/tin/"],
  ["/mnt/100%#?/", "file:///mnt/100%25%23%3F/", "/mnt/100%#?"],
  [" sftp://bao.example:2222/in ", "sftp://bao.example:2222/in/", "sftp://bao.example:2222/in/"],
  ["https://bao.example/dav/", "https://bao.example/dav/", "https://bao.example/dav/"],
];

for (const [typed, address, shown] of PLACES) {
  test(`a place for files typed as “${typed}” is ${address}`, () => {
    expect(placeAddress(typed)).toBe(address);
    expect(placeShown(address)).toBe(shown);
    expect(isPlace(address)).toBe(true);
    expect(placeAddress(address)).toBe(address);
  });
}

test("what is no place for files is not taken for one", () => {
  for (const typed of [
    "",
    "tin",
    "bao.example/in",
    "ftp://bao.example/",
    "sftp:///in",
    "https://a:b@bao.example/",
  ]) {
    expect([typed, isPlace(placeAddress(typed))]).toEqual([typed, false]);
  }
});
