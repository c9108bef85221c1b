/** What a network may do to connections. */
export const networkFaults = {
  refused: 'what is open is cut, and nobody listens any more',
  dropped: 'what is open carries nothing any more, for good, and nobody hangs up; new ones neither',
  unanswered: 'what is asked arrives, what is answered does not, and nobody hangs up',
  stalled: 'what is sent waits on the way and arrives when the network heals, however late',
  slow: 'everything arrives, each piece a third of a second late',
  reset: 'again and again everything is cut; new ones go through',
} as const;

export type NetworkFault = keyof typeof networkFaults;
