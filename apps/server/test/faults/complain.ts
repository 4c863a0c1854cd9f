/** Says what is wrong. Every complaint is a promise that was not kept; the test goes on to find all of them. */
export type Complain = (what: string) => void
