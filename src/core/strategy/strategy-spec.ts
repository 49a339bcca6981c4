/** How a list is ranked by calls that see only a part of it. Sizes and depths are numbers of passages. */
export type StrategySpec =
  /** All passages in one call. */
  | { readonly type: 'single' }
  /** RankGPT (arXiv 2304.09542): windows from the tail to the head, `passes` times. */
  | { readonly type: 'sliding'; readonly size: number; readonly stride: number; readonly passes: number }
  /** TDPart (arXiv 2405.14589): the head is ordered once; what beats its `cutoff`-th passage joins it, until few are left. */
  | { readonly type: 'top-down'; readonly size: number; readonly cutoff: number }
  /** Setwise (arXiv 2310.09497): the best of a parent and `children` others, in a heap or by bubbling, until the first `top` are known. */
  | { readonly type: 'setwise'; readonly sort: 'heap' | 'bubble'; readonly children: number; readonly top: number }
  /** PRP (arXiv 2306.17563): two at a time, both ways round; a win needs both answers. */
  | { readonly type: 'pairwise'; readonly sort: 'all' | 'heap' | 'bubble'; readonly top: number }
  /** TourRank (arXiv 2406.11678): groups, the best of each go on and get a point; points of `tournaments` tournaments are summed. */
  | { readonly type: 'tournament'; readonly groupSize: number; readonly tournaments: number }
  /** Each passage alone. */
  | { readonly type: 'pointwise' }
  /** GroupRank: scores in shuffled groups, the mean of `rounds` rounds. */
  | { readonly type: 'groupwise'; readonly size: number; readonly rounds: number };
