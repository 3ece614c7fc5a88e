import { cellText, identityOf, type NameRegister, type Place } from "./register.ts";
import { phraseKey } from "./vocabulary.ts";

/**
 * The 34 provinces and cities of Viet Nam since 1 July 2025, and those merged into each of them.
 *
 * Source: Nghị quyết 202/2025/QH15 of the National Assembly, 12 June 2025. Eleven of the former 63 stayed as they were.
 */
const CITIES = `
  Hà Nội; Huế; Hải Phòng: Hải Dương; Đà Nẵng: Quảng Nam; Cần Thơ: Sóc Trăng, Hậu Giang;
  Thành phố Hồ Chí Minh: Bình Dương, Bà Rịa - Vũng Tàu
`;
const PROVINCES = `
  Cao Bằng; Điện Biên; Hà Tĩnh; Lai Châu; Lạng Sơn; Nghệ An; Quảng Ninh; Sơn La; Thanh Hóa;
  Tuyên Quang: Hà Giang; Lào Cai: Yên Bái; Thái Nguyên: Bắc Kạn; Phú Thọ: Vĩnh Phúc, Hòa Bình; Bắc Ninh: Bắc Giang;
  Hưng Yên: Thái Bình; Ninh Bình: Hà Nam, Nam Định; Quảng Trị: Quảng Bình; Quảng Ngãi: Kon Tum; Gia Lai: Bình Định;
  Khánh Hòa: Ninh Thuận; Lâm Đồng: Đắk Nông, Bình Thuận; Đắk Lắk: Phú Yên; Đồng Nai: Bình Phước; Tây Ninh: Long An;
  Vĩnh Long: Bến Tre, Trà Vinh; Đồng Tháp: Tiền Giang; Cà Mau: Bạc Liêu; An Giang: Kiên Giang
`;
const LAST_DAY = "2025-06-30";

/** The provinces and cities as a register of places, for a newsroom to begin with. */
export const PROVINCE_REGISTER: NameRegister = /* @__PURE__ */ provinces();

function provinces(): NameRegister {
  return [
    ...placesIn(CITIES, (name) =>
      name.startsWith("Thành phố")
        ? ["TP Hồ Chí Minh", "TP HCM", "TPHCM"]
        : [`thành phố ${name}`, `TP ${name}`],
    ),
    ...placesIn(PROVINCES, (name) => [`tỉnh ${name}`]),
  ];
}

/** A register with the provinces and cities: they hold whatever a newsroom's table is of, but for what it says of them itself. */
export function withProvinces(register: NameRegister): NameRegister {
  const own = new Set(register.map(identityOf));
  return [...register, ...PROVINCE_REGISTER.filter((place) => !own.has(identityOf(place)))];
}

const NAMES: ReadonlySet<string> = /* @__PURE__ */ provinceNames();

/** Whether it is the key of the name of a province or city, of today or once. */
export function isProvince(key: string): boolean {
  return NAMES.has(key);
}

function provinceNames(): ReadonlySet<string> {
  const places = PROVINCE_REGISTER as readonly Place[];
  return new Set(
    places.flatMap(({ name, former }) =>
      [name, ...former.map((old) => old.name)].map((one) => phraseKey(one)),
    ),
  );
}

/** Lands and seas whose names begin like those of people. */
const LANDS = `
  Việt Nam, Hồ Chí Minh, Sài Gòn, Châu Á, Châu Âu, Châu Mỹ, Châu Phi, Châu Úc, Đông Dương, Thái Bình Dương,
  Đại Tây Dương, Ấn Độ Dương, Bắc Băng Dương, Hàn Quốc, Thái Lan, Hà Lan, Hoa Kỳ, Cao Miên, La Mã, Ba Lan, Đài Loan,
  Đài Bắc, Trung Quốc, Triều Tiên, Hoàng Sa, Trường Sa, Hồng Kông, Mạc Tư Khoa
`;

/** Places everybody knows, so that none is taken for a person: provinces of today and once, lands and seas. */
export function knownPlaces(): readonly string[] {
  const names = PROVINCE_REGISTER.flatMap((place) => [
    place.name,
    ...(place as Place).former.map(({ name }) => name),
  ]);
  return [...names, ...LANDS.split(",").map(cellText)];
}

function placesIn(list: string, othersOf: (name: string) => readonly string[]): readonly Place[] {
  return list.split(";").map((entry): Place => {
    const [name = "", merged = ""] = entry.split(":").map(cellText);
    return {
      kind: "place",
      name,
      others: othersOf(name),
      former: merged
        .split(",")
        .map((former) => ({ name: cellText(former), until: LAST_DAY }))
        .filter((former) => former.name !== ""),
      note: "",
    };
  });
}
