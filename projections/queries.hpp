#pragma once

/// All reads of the projections. Each takes a snapshot, which store::view() gives; several reads of
/// one snapshot belong together.
#include "projections/alerts.hpp"
#include "projections/cases.hpp"
#include "projections/deadlines.hpp"
#include "projections/documents.hpp"
#include "projections/grants.hpp"
#include "projections/mail_index.hpp"
#include "projections/period.hpp"
#include "projections/register_book.hpp"
#include "projections/rejections.hpp"
#include "projections/rungs.hpp"
#include "projections/statistics.hpp"
#include "projections/superseded.hpp"
#include "projections/timeline.hpp"
#include "projections/worklist.hpp"
