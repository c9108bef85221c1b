/** Id of the principal that holds a seat. */
export function seatPrincipal(seat: string): string {
  return `seat:${seat}`;
}
