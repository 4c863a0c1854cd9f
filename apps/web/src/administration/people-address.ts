/** Where in the page those who run the server find everybody. No room is called so: their addresses begin with `#/`. */
export const PEOPLE_ADDRESS = '#people'
