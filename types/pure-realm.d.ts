// The pure rooms are compiled without the DOM. `protocol/` names the port that crosses the wire but never touches it, so it only
// needs to exist as a type; the page and worker realms see the real one.
interface MessagePort {
  readonly __portOfTheRealm?: never;
}
