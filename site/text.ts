/** What the site says on the terminal when it runs alone. Readers' sentences are in `pages/`. */
const en = {
  usage: `A small news site for the desks of Morasse.

  --port N       the port on 127.0.0.1 (4380 unless said; 0 is any free one)
  --dir FOLDER   the folder of the site (~/.local/share/morasse/site unless said)
  --name NAME    the name of the site ("Bản tin Morasse" unless said)
  --public URL   the address readers use, where the site is behind another server
  --help`,
  wrongPort: (value: string) => `“${value}” is no port. Give a number from 0 to 65535.`,
  wrongPublic: (value: string) => `“${value}” is no address. Give one such as https://tin.example.`,
  portTaken: (port: number) => `Port ${port} is taken by another program. Choose another with --port.`,
  portRefused: (port: number) => `Port ${port} may not be used here. Choose one from 1024 up with --port.`,
  notWritable: (dir: string) =>
    `The folder ${dir} cannot be written. Check its name and permissions, or choose another with --dir.`,
  secret: (path: string) => `Secret shared with the desks: ${path}`,
};

const vi: typeof en = {
  usage: `Một trang tin nhỏ cho các bàn biên tập Morasse.

  --port N       cổng trên 127.0.0.1 (mặc định 4380; 0 là cổng trống bất kỳ)
  --dir FOLDER   thư mục của trang (mặc định ~/.local/share/morasse/site)
  --name NAME    tên trang (mặc định "Bản tin Morasse")
  --public URL   địa chỉ bạn đọc dùng, nếu trang nằm sau một máy chủ khác
  --help`,
  wrongPort: (value) => `“${value}” không phải là cổng. Hãy cho một số từ 0 đến 65535.`,
  wrongPublic: (value) => `“${value}” không phải là địa chỉ. Hãy cho địa chỉ như https://tin.example.`,
  portTaken: (port) => `Cổng ${port} đang được chương trình khác dùng. Hãy chọn cổng khác bằng --port.`,
  portRefused: (port) => `Ở đây không được dùng cổng ${port}. Hãy chọn cổng từ 1024 trở lên bằng --port.`,
  notWritable: (dir) =>
    `Không ghi được vào thư mục ${dir}. Hãy kiểm tra tên và quyền của thư mục, hoặc chọn thư mục khác bằng --dir.`,
  secret: (path) => `Khóa chung với bàn biên tập: ${path}`,
};

export const commandText = { vi, en };
