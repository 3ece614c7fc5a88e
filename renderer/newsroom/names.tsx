export default function NamesPart() {
  return null;
}
