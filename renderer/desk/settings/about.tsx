import { useText } from "../../text/index.ts";
import { useHost } from "../host.ts";

/** Which program this is and where it keeps things. */
export function About() {
  const text = useText().settings;
  const hello = useHost((state) => state.hello);
  if (hello === null) return null;
  return (
    <dl className="about">
      <dt>{text.version}</dt>
      <dd>
        {hello.product.name} {hello.product.version}, {text.hosts[hello.host]}
      </dd>
      <dt>{text.library}</dt>
      <dd className="path">{hello.library}</dd>
      <dt>{text.targetSecret}</dt>
      <dd>
        {hello.secrets.kept === "keychain" ? text.secretsKeychain : text.secretsFile(hello.secrets.path)}
      </dd>
    </dl>
  );
}
