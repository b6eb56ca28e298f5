import './history/historyElement.ts';
import { routeDetails } from './route/routeDetails.ts';
import historyStyle from './styles/history.late.css';
import trailStyle from './styles/trail.late.css';
import './trail/trailElement.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(historyStyle + trailStyle);
document.adoptedStyleSheets.push(sheet);

/** What is drawn by parts of the panel that are there from the start. */
export const late = { routeDetails };
