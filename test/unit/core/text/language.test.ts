import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../../src/core/text/language.ts';

/** About forty words each, written for this test. */
const TEXTS: Readonly<Record<string, string>> = {
  German:
    'Der Wasserkocher steht auf dem Tisch, und das Wasser ist noch nicht heiß. Wenn es kocht, schaltet er sich von selbst ab. Man füllt den Tee mit einem Löffel in die Kanne und wartet dann drei Minuten, bis er fertig ist.',
  French:
    'La bouilloire est sur la table et l’eau n’est pas encore chaude. Quand elle bout, elle s’arrête toute seule. On met le thé dans la théière avec une cuillère et on attend trois minutes pour que les feuilles donnent leur goût.',
  Spanish:
    'La tetera está en la mesa y el agua aún no está caliente. Cuando hierve, se apaga sola. Se pone el té en la tetera con una cuchara y se espera tres minutos para que las hojas den su sabor, como en los libros.',
  Italian:
    'Il bollitore è sul tavolo e l’acqua non è ancora calda. Quando bolle, si spegne da solo. Si mette il tè nella teiera con un cucchiaio e si aspetta tre minuti che le foglie diano il loro sapore, come dicono i libri della nonna.',
  Portuguese:
    'A chaleira está em cima da mesa e a água ainda não está quente. Quando ferve, desliga-se sozinha. Põe-se o chá no bule com uma colher e espera-se três minutos para que as folhas deem o seu sabor, como dizem os livros.',
  Dutch:
    'De waterkoker staat op de tafel en het water is nog niet heet. Als het kookt, gaat hij vanzelf uit. Men doet de thee met een lepel in de pot en wacht drie minuten, tot de bladeren hun smaak aan het water geven.',
  Swedish:
    'Vattenkokaren står på bordet och vattnet är inte varmt än. När det kokar stänger den av sig själv. Man lägger teet i kannan med en sked och väntar i tre minuter, så att bladen ger sin smak till vattnet, som det står i boken.',
  Danish:
    'Elkedlen står på bordet, og vandet er ikke varmt endnu. Når det koger, slukker den af sig selv. Man lægger teen i kanden med en ske og venter i tre minutter, så bladene giver deres smag til vandet, som der står i bogen.',
  Finnish:
    'Vedenkeitin on pöydällä, ja vesi ei ole vielä kuumaa. Kun se kiehuu, keitin sammuu itsestään. Tee pannaan kannuun lusikalla ja odotetaan kolme minuuttia, että lehdet antavat makunsa veteen, ja se oli myös kirjassa, kun hän luki sen.',
  Polish:
    'Czajnik stoi na stole i woda nie jest jeszcze gorąca. Kiedy się zagotuje, sam się wyłączy. Herbatę wkłada się łyżką do dzbanka i czeka trzy minuty, aż liście oddadzą smak w wodzie, jak to jest w książce z biblioteki na rynku.',
  Czech:
    'Konvice stojí na stole a voda v ní ještě není horká. Když se začne vařit, sama se vypne. Čaj se dá lžící do konvice a čeká se tři minuty, až listy dají vodě svou chuť, jako je to v knize, která je na polici, a že jsou dobré.',
  Hungarian:
    'A vízforraló az asztalon van, és a víz még nem forró. Ha felforr, magától kikapcsol. A teát egy kanállal az edénybe tesszük, és három percig várunk, hogy a levelek átadják az ízüket, ahogy az a könyvben volt, és nem tovább.',
  Romanian:
    'Fierbătorul este pe masă și apa nu este încă fierbinte. Când fierbe, se oprește singur. Ceaiul se pune în ceainic cu o lingură și se așteaptă trei minute pentru ca frunzele să dea gust apei, cum este în cartea din bibliotecă.',
  Turkish:
    'Su ısıtıcısı masanın üstünde ve su henüz sıcak değil. Kaynayınca kendi kendine kapanır. Çay bir kaşık ile demliğe konur ve yaprakların tadını vermesi için üç dakika beklenir, bu kitapta da böyle olarak yazar ve bir not ile biter.',
  Vietnamese:
    'Ấm đun nước ở trên bàn và nước chưa nóng. Khi sôi, ấm sẽ tự tắt. Trà được cho vào trong ấm với một cái thìa và chờ ba phút để các lá trà ra vị của nó, như được viết trong sách của thư viện.',
  Indonesian:
    'Ketel ada di atas meja dan airnya belum panas. Ketika mendidih, ketel mati sendiri. Teh dimasukkan dengan sendok ke dalam teko dan ditunggu tiga menit untuk daun yang memberi rasa pada air, seperti yang ditulis di buku dari perpustakaan.',
  Russian: 'Чайник стоит на столе, и вода ещё не горячая. Когда она закипит, он выключится сам.',
  Chinese: '水壶在桌上，水还没有热。水开以后，它会自己关掉。',
  Persian: 'کتری روی میز است و آب هنوز داغ نیست. وقتی بجوشد خودش خاموش می‌شود.',
  Hindi: 'केतली मेज़ पर है और पानी अभी गरम नहीं है। उबलने पर वह अपने आप बंद हो जाती है।',
};

const ENGLISH: Readonly<Record<string, string>> = {
  prose:
    'The kettle stands on the table, and its water is not hot yet. When it boils, it turns itself off. Put the tea into the pot with a spoon and wait three minutes, so that the leaves give their taste to the water.',
  'foreign names in it':
    'The painter of Die Brücke moved to Berlin and then to Dresden, where the museum of the Château des Fleurs showed what he had made in El Salvador. Of the works that were lost, the Mona Lisa del Prado is known from a copy.',
  'names of goods':
    'Bosch GSR 18V-55 cordless drill driver set. Makita DHP453 combi drill, two batteries, charger. DeWalt DCD796 brushless hammer drill. Ryobi One+ R18PD3 percussion drill, bare unit. Einhell TE-CD 18 Li drill, case. Metabo BS 18 quick drill driver kit.',
  code: 'for (const row of rows) { if (row.id === id) return row; } function add(a, b) { return a + b; } let total = 0; while (i < n) { total += values[i]; i += 1; } export default add; import { sum } from "./sum"; console.log(total);',
  'a few words': 'die casting machine',
  nothing: '',
  numbers: '1234 5678 90',
};

describe('the language of a list', () => {
  it.each(Object.entries(TEXTS))('is another one than English in %s', (_, text) => {
    expect(languageOf(['a query', text])).toBe('other');
  });

  it.each(Object.entries(ENGLISH))('is English in %s', (_, text) => {
    expect(languageOf([text])).toBe('english');
  });

  it('is looked for in the beginning of a list, however long it is', () => {
    const long = Array.from({ length: 2000 }, () => ENGLISH['prose'] ?? '');
    expect(languageOf(long)).toBe('english');
    expect(languageOf([(TEXTS['German'] ?? '').repeat(5000)])).toBe('other');
  });
});
