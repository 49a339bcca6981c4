// The page's styles, of its first picture and of what shows a run: the only list of them, for the page, the replay file and tests. Compare and Lenses bring
// their own. Features are one layer: among them this order counts.
import './layers.css';
import './tokens.css';
import './base.css';
import '../shell/layout.css';
import '../shell/view-switch.css';
import '../shell/model-choice.css';
import '../features/input/input.css';
import '../features/history/history.css';
import '../features/run/run.css';
import '../features/method/method.css';
import '../features/trace/trace.css';
import '../features/limits/limits.css';
import '../features/timeline/timeline.css';
import '../features/ranking/ranking.css';
import '../features/gallery/landing-run.css';
import '../features/charts/charts.css';
import '../shell/watch.css';
import './touch.css';
import './print.css';
