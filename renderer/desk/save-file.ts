/** Saves a file where the browser saves files. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the address by the next task; the bytes need not stay in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
