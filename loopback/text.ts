/** What the loopback host says on the terminal. */
const en = {
  held: (address: string | null) =>
    address === null ? "It was not opened a second time." : `Its window: ${address}`,
  silent: (pid: number | null) =>
    pid === null
      ? "It does not answer: wait a moment and start again."
      : `It does not answer: wait a moment and start again, or end process ${pid} first.`,
  noBrowser: "No Chromium, Chrome or Edge was found: open the address above in a browser.",
  noDisplay: "There is no display here: open the address above in a browser of this machine.",
  wrongValue: {
    host: (value: string) => `There is no host “${value}”. Choose electron or loopback.`,
    port: (value: string) => `“${value}” is no port. Give a number from 0 to 65535.`,
  },
  portTaken: (port: number) => `Port ${port} is taken by another program. Choose another with --port.`,
  notBuilt: "The screens are not built yet. Run: npm run build",
  usage: [
    "npm start -- [options]",
    "  --host electron|loopback  choose the host",
    "  --library DIR             the library folder",
    "  --port N                  the port of the loopback host",
    "  --data DIR                the folder of settings, words and the local news site",
    "  --no-open                 print the address, open nothing",
    "  --wayland                 Linux: Electron's window on Wayland instead of X11",
  ].join("\n"),
};

const vi: typeof en = {
  held: (address) =>
    address === null ? "Chương trình không mở thư viện lần thứ hai." : `Cửa sổ đang mở: ${address}`,
  silent: (pid) =>
    pid === null
      ? "Chương trình đó không trả lời: hãy chờ một lát rồi mở lại."
      : `Chương trình đó không trả lời: hãy chờ một lát rồi mở lại, hoặc kết thúc tiến trình ${pid} trước.`,
  noBrowser: "Không tìm thấy Chromium, Chrome hay Edge: hãy mở địa chỉ trên bằng một trình duyệt.",
  noDisplay: "Máy này không có màn hình: hãy mở địa chỉ trên bằng trình duyệt của chính máy này.",
  wrongValue: {
    host: (value) => `Không có cách chạy “${value}”. Hãy chọn electron hoặc loopback.`,
    port: (value) => `“${value}” không phải là cổng. Hãy cho một số từ 0 đến 65535.`,
  },
  portTaken: (port) => `Cổng ${port} đang được chương trình khác dùng. Hãy chọn cổng khác bằng --port.`,
  notBuilt: "Giao diện chưa được dựng. Hãy chạy: npm run build",
  usage: [
    "npm start -- [tùy chọn]",
    "  --host electron|loopback  chọn cách chạy",
    "  --library DIR             thư mục thư viện",
    "  --port N                  cổng của máy chủ nội bộ",
    "  --data DIR                thư mục cài đặt, từ riêng và trang tin trên máy",
    "  --no-open                 chỉ in địa chỉ, không mở cửa sổ",
    "  --wayland                 Linux: cửa sổ Electron trên Wayland thay vì X11",
  ].join("\n"),
};

export const hostText = { vi, en };
