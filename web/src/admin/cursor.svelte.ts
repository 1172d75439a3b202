/** The moment that the pointer is at, shared by all pictures of a page, as a share of their width. */
export const cursor = $state<{ share: number | undefined }>({ share: undefined });
