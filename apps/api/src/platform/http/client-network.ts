/**
 * What counts as one caller where addresses are counted: an IPv4 address, or the /64 that one household or
 * office has under IPv6.
 *
 * @param address Of the client, as the trusted proxy says.
 */
export function clientNetwork(address: string): string {
  const plain = address.replace(/^::ffff:/, '');
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain;
}
