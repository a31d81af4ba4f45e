// Hands the browser a file to keep, out of a stream that comes over the page's connection.
export async function save(name, type, stream) {
  const blob = new Blob([await stream.arrayBuffer()], { type });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
