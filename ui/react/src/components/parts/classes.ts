/** Joins the classes of this package with the host's. */
export function classes(own: string, hosts: string | undefined): string {
  return hosts ? `${own} ${hosts}` : own;
}
