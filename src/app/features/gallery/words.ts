import * as english from '../../words/en/gallery.ts';
import { useWords } from '../../words/index.ts';

export type GalleryWords = typeof english;

/** The words of the recorded runs. English ones come with the views' own scripts; another language's pack holds its own. */
export function useGalleryWords(): GalleryWords {
  return useWords().gallery ?? english;
}
