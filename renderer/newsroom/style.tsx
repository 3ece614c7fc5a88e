export default function StylePart() {
  return null;
}
