"""S1: who may enter which page. Every route stands in this table; a new one without a line fails.

The table is the door only: what somebody may do behind it is said by the policies of the features.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from accounts.roles import WHOLE_INSTALLATION, Role
from app import create_app
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, signed_in
from web.access import rule_of
from web.settings import Settings

DOORS = """
GET   /                                        anybody
GET   /accessibility                           anybody
GET   /account                                 staff
POST  /account                                 staff
POST  /account/end-other-sessions              staff
POST  /account/forget-devices                  staff
GET   /account/password                        staff
POST  /account/password                        staff
GET   /account/prove                           staff
POST  /account/prove                           staff
GET   /account/second-step                     staff
GET   /account/second-step/app                 staff
POST  /account/second-step/app                 staff
POST  /account/second-step/app/begin           staff
POST  /account/second-step/app/remove          staff
POST  /account/second-step/passkeys/<passkey_id>/remove staff
GET   /account/second-step/passkeys/add        staff
POST  /account/second-step/passkeys/add        staff
POST  /account/second-step/recovery-codes      staff
GET   /account/sign-ins                        staff
GET   /actas/                                  anybody
GET   /actas/<reference>                       anybody
GET   /actas/<reference>/<language>.pdf        anybody
GET   /admin/basin                             platform_admin
POST  /admin/basin/look                        platform_admin
GET   /admin/health                                     platform_admin
GET   /admin/installation                      platform_admin
POST  /admin/installation/try-again            platform_admin
GET   /admin/keys                              platform_admin
GET   /admin/offices                           platform_admin
GET   /admin/offices/open                      platform_admin
POST  /admin/offices/open                      platform_admin
GET   /admin/outbox                            platform_admin
GET   /admin/outbox/<notice_id>                platform_admin
GET   /commitments/                            promise_readers
GET   /commitments/<code>                      promise_readers
GET   /commitments/<code>/change               promise_makers
POST  /commitments/<code>/change               promise_makers
GET   /commitments/<code>/do/<verb>            promise_makers
POST  /commitments/<code>/do/<verb>            promise_makers
GET   /commitments/<code>/files/<number>       promise_readers
GET   /commitments/<code>/named                promise_makers
POST  /commitments/<code>/named                promise_makers
POST  /commitments/<code>/named/<number>/end   promise_makers
POST  /commitments/<code>/publish/<state>      promise_judges
GET   /commitments/<code>/views                promise_makers
POST  /commitments/<code>/views                promise_makers
GET   /commitments/<code>/new-date             promise_judges
POST  /commitments/<code>/new-date             promise_judges
GET   /commitments/<code>/reformulate       promise_judges
POST  /commitments/<code>/reformulate       promise_judges
GET   /commitments/commitments.csv             promise_readers
GET   /commitments/commitments.ics             promise_readers
GET   /commitments/commitments.pdf             promise_readers
GET   /commitments/commitments.xlsx            promise_readers
GET   /commitments/quality                     promise_readers
GET   /commitments/matrix                      promise_readers
GET   /commitments/new                         promise_makers
POST  /commitments/new                         promise_makers
GET   /check-in/<reference>/<secret>           anybody
POST  /check-in/<reference>/<secret>           anybody
GET   /check-in/<reference>/<secret>/done      anybody
GET   /desk/                                   handler intake supervisor
POST  /desk/assign                             handler intake supervisor
GET   /desk/cases/<reference>                  handler intake supervisor
GET   /desk/cases/<reference>/assign           handler intake supervisor
POST  /desk/cases/<reference>/assign           handler intake supervisor
GET   /desk/cases/<reference>/do/<verb>        handler intake supervisor
POST  /desk/cases/<reference>/do/<verb>        handler intake supervisor
GET   /desk/cases/<reference>/files/<number>/<part> handler intake supervisor
GET   /desk/cases/<reference>/files/<number>/original handler intake supervisor
POST  /desk/cases/<reference>/files/<number>/original handler intake supervisor
POST  /desk/cases/<reference>/messages         handler intake supervisor
POST  /desk/cases/<reference>/notes            handler intake supervisor
GET   /desk/cases/<reference>/file.pdf         handler intake supervisor
GET   /desk/cases/<reference>/paper            handler intake supervisor
GET   /desk/cases/<reference>/take             handler intake supervisor
POST  /desk/cases/<reference>/take             handler intake supervisor
POST  /desk/cases/<reference>/threats          handler intake supervisor
POST  /desk/cases/<reference>/threats/<number>/acted handler intake supervisor
GET   /desk/cases/<reference>/trail            handler intake supervisor
GET   /desk/cases/<reference>/beside/<kind>/<of> handler intake supervisor
POST  /desk/cases/<reference>/beside/<kind>/<of> handler intake supervisor
POST  /desk/cases/<reference>/beside/<kind>/<of>/review handler intake supervisor
GET   /desk/cases/<reference>/offer            handler intake supervisor
POST  /desk/cases/<reference>/offer            handler intake supervisor
GET   /desk/offered                             handler intake supervisor
GET   /desk/offered/<number>                    handler intake supervisor
POST  /desk/offered/<number>/decline            handler intake supervisor
POST  /desk/offered/<number>/take-up            handler intake supervisor
GET   /desk/search                             handler intake supervisor
GET   /desk/cases/<reference>/tie              handler intake supervisor
POST  /desk/cases/<reference>/tie              handler intake supervisor
GET   /desk/identities                         custodian
GET   /desk/identities/<reference>             custodian
POST  /desk/identities/<reference>             custodian
GET   /desk/identities/<reference>/tie         custodian
POST  /desk/identities/<reference>/tie         custodian
GET   /desk/intake                             handler intake monitor
POST  /desk/intake                             handler intake monitor
GET   /desk/intake/<number>                    handler intake monitor
POST  /desk/intake/<number>                    handler intake monitor
POST  /desk/intake/<number>/discard            handler intake monitor
GET   /desk/intake/<number>/files              handler intake monitor
POST  /desk/intake/<number>/files              handler intake monitor
GET   /desk/intake/<number>/files/<file>/<part> handler intake monitor
GET   /desk/intake/<number>/hand-over          handler intake monitor
POST  /desk/intake/<number>/hand-over          handler intake monitor
POST  /desk/intake/<number>/register           handler intake monitor
GET   /desk/intake/<number>/review             handler intake monitor
GET   /desk/intake/receipt                     handler intake monitor
POST  /desk/intake/receipt                     handler intake monitor
GET   /desk/intake/receipt.pdf                 handler intake monitor
GET   /desk/lost-codes                         handler intake supervisor
GET   /desk/lost-codes/<number>                handler intake supervisor
POST  /desk/lost-codes/<number>/approve        handler intake supervisor
GET   /desk/lost-codes/<number>/compare/<reference> handler intake supervisor
POST  /desk/lost-codes/<number>/compare/<reference> handler intake supervisor
POST  /desk/lost-codes/<number>/refuse         handler intake supervisor
GET   /evaluation/<reference>/<secret>/<moment> anybody
POST  /evaluation/<reference>/<secret>/<moment> anybody
GET   /evaluation/<reference>/<secret>/<moment>/thanks anybody
GET   /dialogue/                               anybody
GET   /dialogue/<code>                         anybody
GET   /agreements/                             anybody
GET   /agreements/<code>                       anybody
GET   /agreements/agreements.csv               anybody
GET   /bulletins/                              anybody
GET   /bulletins/<code>                        anybody
GET   /bulletins/<code>/<language>.pdf         anybody
GET   /dialogue/bulletins/                     table_hosts
GET   /dialogue/bulletins/new                  table_hosts
POST  /dialogue/bulletins/new                  table_hosts
GET   /dialogue/bulletins/<bulletin>           table_hosts
POST  /dialogue/bulletins/<bulletin>           table_hosts
POST  /dialogue/bulletins/<bulletin>/publish   table_hosts
GET   /dialogue/<code>/bulletins               anybody
GET   /dialogue/agreements/                    anybody
GET   /dialogue/agreements/agreements.csv      anybody
GET   /dialogue/<code>/agreements              anybody
GET   /dialogue/<code>/agreements.csv          anybody
GET   /dialogue/<code>/agreements/new          table_hosts
POST  /dialogue/<code>/agreements/new          table_hosts
GET   /dialogue/<code>/agreements/<of>         anybody
GET   /dialogue/<code>/agreements/<of>/change  table_hosts
POST  /dialogue/<code>/agreements/<of>/change  table_hosts
POST  /dialogue/<code>/agreements/<of>/seal    table_hosts
POST  /dialogue/<code>/agreements/<of>/end/<step> table_hosts
POST  /dialogue/<code>/agreements/<of>/publish/<step> table_hosts
GET   /dialogue/<code>/agreements/<of>/sign    anybody
POST  /dialogue/<code>/agreements/<of>/sign    anybody
POST  /dialogue/<code>/agreements/<of>/refuse  anybody
GET   /dialogue/<code>/agreements/<of>/signatures/new table_hosts
POST  /dialogue/<code>/agreements/<of>/signatures/new table_hosts
GET   /dialogue/<code>/agreements/<of>/signatures/<number>/scan anybody
GET   /dialogue/<code>/agreements/<of>/commitments/new table_hosts
POST  /dialogue/<code>/agreements/<of>/commitments/new table_hosts
GET   /dialogue/<code>/agreements/<of>/commitments/<promise> table_hosts
POST  /dialogue/<code>/agreements/<of>/commitments/<promise> table_hosts
POST  /dialogue/<code>/agreements/<of>/commitments/<promise>/drop table_hosts
GET   /dialogue/<code>/board                   anybody
GET   /dialogue/<code>/confirmations           anybody
GET   /dialogue/<code>/confirmations/<promise> anybody
POST  /dialogue/<code>/confirmations/<promise> anybody
GET   /dialogue/<code>/board.csv               anybody
GET   /dialogue/<code>/room/                   meeting_recorders
GET   /dialogue/<code>/room/<reference>        meeting_recorders
POST  /dialogue/<code>/room/<reference>/acta/<proposal>/<number> meeting_recorders
POST  /dialogue/<code>/room/<reference>/present meeting_recorders
GET   /dialogue/<code>/room/<reference>/read/<proposal>/<number> meeting_recorders
GET   /dialogue/<code>/room/<reference>/rounds/new coordinator facilitator
POST  /dialogue/<code>/room/<reference>/rounds/new coordinator facilitator
GET   /dialogue/<code>/proposals               anybody
GET   /dialogue/<code>/proposals/<proposal>    anybody
GET   /dialogue/<code>/proposals/<proposal>/change anybody
POST  /dialogue/<code>/proposals/<proposal>/change anybody
GET   /dialogue/<code>/proposals/<proposal>/rounds.csv anybody
GET   /dialogue/<code>/proposals/<proposal>/rounds/<number> anybody
GET   /dialogue/<code>/proposals/<proposal>/rounds/<number>/acts/<position> anybody
POST  /dialogue/<code>/proposals/<proposal>/rounds/<number>/do/<verb> anybody
GET   /dialogue/<code>/proposals/<proposal>/rounds/<number>/groups/<group>/delegation meeting_recorders
POST  /dialogue/<code>/proposals/<proposal>/rounds/<number>/groups/<group>/delegation meeting_recorders
GET   /dialogue/<code>/proposals/<proposal>/rounds/<number>/groups/<group>/hands meeting_recorders
POST  /dialogue/<code>/proposals/<proposal>/rounds/<number>/groups/<group>/hands meeting_recorders
GET   /dialogue/<code>/proposals/<proposal>/rounds/<number>/groups/<group>/seats meeting_recorders
POST  /dialogue/<code>/proposals/<proposal>/rounds/<number>/groups/<group>/withdraw meeting_recorders
GET   /dialogue/<code>/proposals/<proposal>/rounds/<number>/objections/<position> coordinator facilitator
POST  /dialogue/<code>/proposals/<proposal>/rounds/<number>/objections/<position> coordinator facilitator
GET   /dialogue/<code>/proposals/<proposal>/rounds/<number>/position anybody
POST  /dialogue/<code>/proposals/<proposal>/rounds/<number>/position anybody
POST  /dialogue/<code>/proposals/<proposal>/rounds/<number>/position/withdraw anybody
GET   /dialogue/<code>/proposals/<proposal>/rounds/<number>/result.json anybody
GET   /dialogue/<code>/proposals/<proposal>/rounds/<number>/seats/<seat> meeting_recorders
POST  /dialogue/<code>/proposals/<proposal>/rounds/<number>/seats/<seat> meeting_recorders
GET   /dialogue/<code>/proposals/<proposal>/rounds/<number>/void anybody
POST  /dialogue/<code>/proposals/<proposal>/rounds/<number>/void anybody
GET   /dialogue/<code>/proposals/<proposal>/rounds/new anybody
POST  /dialogue/<code>/proposals/<proposal>/rounds/new anybody
GET   /dialogue/<code>/proposals/<proposal>/version anybody
POST  /dialogue/<code>/proposals/<proposal>/version anybody
POST  /dialogue/<code>/proposals/<proposal>/withdraw anybody
GET   /dialogue/<code>/proposals/new           anybody
POST  /dialogue/<code>/proposals/new           anybody
GET   /dialogue/<code>/report                  anybody
GET   /dialogue/<code>/papers/<kind>/<of>      anybody
POST  /dialogue/<code>/papers/<kind>/<of>      anybody
GET   /dialogue/<code>/papers/<number>.pdf     anybody
GET   /dialogue/card                           anybody
POST  /dialogue/card                           anybody
POST  /dialogue/card/leave                     anybody
GET   /dialogue/<code>/appointments/new        coordinator facilitator
POST  /dialogue/<code>/appointments/new        coordinator facilitator
POST  /dialogue/<code>/appointments/<number>/end coordinator facilitator
GET   /dialogue/<code>/cards                   coordinator facilitator
POST  /dialogue/<code>/cards                   coordinator facilitator
GET   /dialogue/<code>/participation/<number>/paper table_readers
POST  /dialogue/<code>/participation/<number>/end coordinator facilitator
GET   /dialogue/<code>/parties                 anybody
GET   /dialogue/<code>/parties/new             coordinator facilitator
POST  /dialogue/<code>/parties/new             coordinator facilitator
GET   /dialogue/<code>/parties/<number>        coordinator facilitator
POST  /dialogue/<code>/parties/<number>        coordinator facilitator
POST  /dialogue/<code>/parties/<number>/<step> coordinator facilitator
GET   /dialogue/<code>/parties/<number>/participation/new coordinator facilitator
POST  /dialogue/<code>/parties/<number>/participation/new coordinator facilitator
GET   /dialogue/<code>/parties/<number>/seats/new coordinator facilitator
POST  /dialogue/<code>/parties/<number>/seats/new coordinator facilitator
GET   /dialogue/<code>/seats/<number>          coordinator facilitator
GET   /dialogue/<code>/seats/<number>/change   coordinator facilitator
POST  /dialogue/<code>/seats/<number>/change   coordinator facilitator
GET   /dialogue/<code>/seats/<number>/mandate  table_readers
POST  /dialogue/<code>/seats/<number>/admit    coordinator facilitator
POST  /dialogue/<code>/seats/<number>/leave    coordinator facilitator
POST  /dialogue/<code>/seats/<number>/revoke-card coordinator facilitator
POST  /dialogue/<code>/seats/<number>/shut-out coordinator facilitator
GET   /dialogue/<code>/spread                  anybody
GET   /dialogue/<code>/spread/new              table_hosts
POST  /dialogue/<code>/spread/new              table_hosts
GET   /dialogue/<code>/work                    anybody
GET   /dialogue/<code>/work/print              anybody
GET   /dialogue/<code>/work/new                coordinator facilitator note_taker
POST  /dialogue/<code>/work/new                coordinator facilitator note_taker
GET   /dialogue/<code>/work/<number>           coordinator facilitator note_taker
POST  /dialogue/<code>/work/<number>           coordinator facilitator note_taker
POST  /dialogue/<code>/work/<number>/do/<step> coordinator facilitator note_taker
GET   /dialogue/<code>/work/<number>/commitment coordinator facilitator note_taker
POST  /dialogue/<code>/work/<number>/commitment coordinator facilitator note_taker
GET   /dialogue/<code>/work/<number>/agenda    table_hosts
POST  /dialogue/<code>/work/<number>/agenda    table_hosts
GET   /dialogue/offers                         table_hosts
GET   /dialogue/offers/<number>                table_hosts
POST  /dialogue/offers/<number>/decline        table_hosts
POST  /dialogue/offers/<number>/into           table_hosts
POST  /dialogue/offers/<number>/new            table_hosts
GET   /dialogue/new                            coordinator facilitator
POST  /dialogue/new                            coordinator facilitator
GET   /dialogue/<code>/change                  coordinator facilitator
POST  /dialogue/<code>/change                  coordinator facilitator
POST  /dialogue/<code>/do/<verb>               coordinator facilitator
GET   /dialogue/<code>/moving                  coordinator facilitator
GET   /dialogue/<code>/stages                  anybody
GET   /dialogue/<code>/stages/<number>         coordinator facilitator
POST  /dialogue/<code>/stages/<number>         coordinator facilitator
POST  /dialogue/<code>/stages/<number>/<step>  coordinator facilitator
GET   /dialogue/<code>/stages/new              coordinator facilitator
POST  /dialogue/<code>/stages/new              coordinator facilitator
GET   /dialogue/<code>/statements              anybody
GET   /dialogue/<code>/statements/bring        table_hosts
POST  /dialogue/<code>/statements/bring        table_hosts
GET   /dialogue/<code>/statements/bring/<number> table_hosts
POST  /dialogue/<code>/statements/bring/<number> table_hosts
POST  /dialogue/<code>/statements/bring/<number>/leave table_hosts
GET   /dialogue/<code>/statements/<conversation>/export.zip table_hosts
GET   /dialogue/<code>/statements/new          table_hosts
POST  /dialogue/<code>/statements/new          table_hosts
GET   /dialogue/<code>/statements/<conversation> anybody
GET   /dialogue/<code>/statements/<conversation>/change table_hosts
POST  /dialogue/<code>/statements/<conversation>/change table_hosts
POST  /dialogue/<code>/statements/<conversation>/do/<verb> table_hosts
GET   /dialogue/<code>/statements/<conversation>/mine anybody
GET   /dialogue/<code>/statements/<conversation>/moderate table_hosts
POST  /dialogue/<code>/statements/<conversation>/moderate/<number> table_hosts
POST  /dialogue/<code>/statements/<conversation>/moderate/<number>/beside table_hosts
GET   /dialogue/<code>/statements/<conversation>/opinions anybody
POST  /dialogue/<code>/statements/<conversation>/opinions table_hosts
GET   /dialogue/<code>/statements/<conversation>/compared anybody
GET   /dialogue/<code>/statements/<conversation>/paper table_recorders
POST  /dialogue/<code>/statements/<conversation>/paper table_recorders
GET   /dialogue/<code>/statements/<conversation>/results anybody
GET   /dialogue/<code>/statements/<conversation>/results.csv anybody
GET   /dialogue/<code>/statements/<conversation>/seed table_hosts
POST  /dialogue/<code>/statements/<conversation>/seed table_hosts
GET   /dialogue/<code>/statements/<conversation>/suggest anybody
POST  /dialogue/<code>/statements/<conversation>/suggest anybody
GET   /dialogue/<code>/statements/<conversation>/vote anybody
GET   /dialogue/<code>/statements/<conversation>/vote/<number> anybody
POST  /dialogue/<code>/statements/<conversation>/vote/<number> anybody
GET   /dialogue/<code>/moderation              anybody
GET   /dialogue/<code>/threads                 anybody
GET   /dialogue/<code>/threads/new             facilitator coordinator note_taker
POST  /dialogue/<code>/threads/new             facilitator coordinator note_taker
GET   /dialogue/<code>/threads/<thread>        anybody
POST  /dialogue/<code>/threads/<thread>        anybody
GET   /dialogue/<code>/threads/<thread>/change coordinator facilitator note_taker
POST  /dialogue/<code>/threads/<thread>/change coordinator facilitator note_taker
POST  /dialogue/<code>/threads/<thread>/close/<seen> coordinator facilitator note_taker
GET   /dialogue/<code>/threads/<thread>/exhibits/<number>/<part> anybody
POST  /dialogue/<code>/threads/<thread>/follow staff
GET   /dialogue/<code>/threads/<thread>/posts.csv anybody
GET   /dialogue/<code>/threads/<thread>/posts/<number> anybody
GET   /dialogue/<code>/threads/<thread>/posts/<number>/answer anybody
POST  /dialogue/<code>/threads/<thread>/posts/<number>/answer anybody
GET   /dialogue/<code>/threads/<thread>/posts/<number>/evidence anybody
POST  /dialogue/<code>/threads/<thread>/posts/<number>/evidence/<what> anybody
POST  /dialogue/<code>/threads/<thread>/posts/<number>/evidence/file anybody
GET   /dialogue/<code>/threads/<thread>/posts/<number>/moderate coordinator facilitator
POST  /dialogue/<code>/threads/<thread>/posts/<number>/moderate coordinator facilitator
GET   /dialogue/<code>/threads/<thread>/posts/<number>/translate coordinator facilitator note_taker translator
POST  /dialogue/<code>/threads/<thread>/posts/<number>/translate coordinator facilitator note_taker translator
GET   /dialogue/stop/<person>/<token>          anybody
POST  /dialogue/stop/<person>/<token>          anybody
GET   /exit                                    anybody
GET   /follow                                  anybody
POST  /follow                                  anybody
POST  /follow/leave                            anybody
GET   /forgotten-password                               anybody
POST  /forgotten-password                               anybody
GET   /healthz                                 anybody
GET   /how-we-work                             anybody
GET   /lost-code                               anybody
GET   /meetings/<reference>/attendance         meeting_readers
POST  /meetings/<reference>/attendance         meeting_recorders
GET   /meetings/<reference>/attendance/grid    meeting_recorders
POST  /meetings/<reference>/attendance/grid    meeting_recorders
GET   /meetings/                               meeting_readers
GET   /meetings/<reference>                    meeting_readers
GET   /meetings/<reference>/acta               meeting_readers
GET   /meetings/<reference>/acta/<number>/<copy>/<language>.pdf meeting_readers
POST  /meetings/<reference>/acta/<number>/print-again meeting_planners
POST  /meetings/<reference>/acta/amend         meeting_planners
GET   /meetings/<reference>/acta/book          meeting_readers
POST  /meetings/<reference>/acta/book          meeting_recorders
GET   /meetings/<reference>/acta/draft/<language>.pdf meeting_readers
POST  /meetings/<reference>/acta/public/<step> meeting_planners
POST  /meetings/<reference>/acta/read-back     meeting_planners
POST  /meetings/<reference>/acta/return        meeting_planners
POST  /meetings/<reference>/acta/seal          meeting_planners
GET   /meetings/<reference>/agenda             meeting_readers
POST  /meetings/<reference>/agenda             meeting_planners
GET   /meetings/<reference>/agenda/<number>    meeting_planners
POST  /meetings/<reference>/agenda/<number>    meeting_planners
POST  /meetings/<reference>/agenda/<number>/<way> meeting_planners
POST  /meetings/<reference>/agenda/<number>/remove meeting_planners
GET   /meetings/<reference>/agenda/<number>/told meeting_recorders
POST  /meetings/<reference>/agenda/<number>/told meeting_recorders
GET   /meetings/<reference>/agenda/print       meeting_readers
GET   /meetings/<reference>/commitments        meeting_readers
GET   /meetings/<reference>/commitments/<code> meeting_recorders
POST  /meetings/<reference>/commitments/<code> meeting_recorders
GET   /meetings/<reference>/commitments/new    meeting_recorders
POST  /meetings/<reference>/commitments/new    meeting_recorders
POST  /meetings/<reference>/do/<step>          meeting_planners
GET   /meetings/<reference>/kit.pdf            meeting_recorders
GET   /meetings/<reference>/plan               meeting_planners
POST  /meetings/<reference>/plan               meeting_planners
GET   /meetings/<reference>/ending             meeting_recorders
POST  /meetings/<reference>/ending             meeting_recorders
GET   /meetings/<reference>/particulars        meeting_recorders
POST  /meetings/<reference>/particulars        meeting_recorders
GET   /meetings/<reference>/signatories        meeting_readers
POST  /meetings/<reference>/signatories        meeting_recorders
POST  /meetings/<reference>/signatories/<number>/<step> meeting_recorders
GET   /meetings/<reference>/sittings           meeting_planners
POST  /meetings/<reference>/sittings           meeting_planners
GET   /meetings/<reference>/sittings/<number>  meeting_planners
POST  /meetings/<reference>/sittings/<number>  meeting_planners
POST  /meetings/<reference>/sittings/<number>/remove meeting_planners
GET   /meetings/<reference>/files              meeting_readers
POST  /meetings/<reference>/files              meeting_recorders
GET   /meetings/<reference>/files/<number>/<part> meeting_readers
GET   /meetings/<reference>/files/<number>/remove meeting_recorders
POST  /meetings/<reference>/files/<number>/remove meeting_recorders
GET   /meetings/<reference>/old                meeting_readers
POST  /meetings/<reference>/old/agreements     meeting_planners
POST  /meetings/<reference>/old/commitments    meeting_planners
GET   /meetings/old                            meeting_planners
POST  /meetings/old                            meeting_planners
GET   /meetings/old/many                       meeting_planners
POST  /meetings/old/many                       meeting_planners
GET   /meetings/old/many/<number>              meeting_planners
POST  /meetings/old/many/<number>              meeting_planners
POST  /meetings/old/many/<number>/leave        meeting_planners
GET   /meetings/old/many/columns.xlsx          meeting_planners
GET   /meetings/groups                         meeting_planners
POST  /meetings/groups                         meeting_planners
GET   /meetings/groups/<number>                meeting_planners
POST  /meetings/groups/<number>                meeting_planners
POST  /meetings/groups/<number>/back           meeting_planners
POST  /meetings/groups/<number>/retire         meeting_planners
POST  /meetings/groups/usual                   meeting_planners
GET   /meetings/new                            meeting_planners
POST  /meetings/new                            meeting_planners
GET   /meetings/<reference>/carried            meeting_readers
GET   /meetings/<reference>/carried/<concern>  meeting_planners
POST  /meetings/<reference>/carried/<concern>  meeting_planners
GET   /meetings/<reference>/said               meeting_readers
GET   /meetings/<reference>/said/<sort>/<code> coordinator facilitator note_taker translator
POST  /meetings/<reference>/said/<sort>/<code> coordinator facilitator note_taker translator
GET   /meetings/<reference>/said/grid/<sheet>  coordinator facilitator note_taker
POST  /meetings/<reference>/said/grid/<sheet>  coordinator facilitator note_taker
POST  /meetings/<reference>/said/turns/<number>/withdraw coordinator facilitator note_taker
GET   /meetings/<reference>/attendance/<who>   meeting_readers
POST  /meetings/<reference>/attendance/<who>   meeting_recorders
GET   /meetings/<reference>/attendance/<who>/merge meeting_recorders
POST  /meetings/<reference>/attendance/<who>/merge meeting_recorders
POST  /meetings/<reference>/attendance/<who>/part meeting_recorders
POST  /meetings/<reference>/attendance/<who>/remove meeting_recorders
POST  /meetings/<reference>/attendance/<who>/restore meeting_recorders
GET   /meetings/<reference>/attendance/<who>/at/<sitting> meeting_recorders
POST  /meetings/<reference>/attendance/<who>/at/<sitting> meeting_recorders
GET   /meetings/<reference>/attendance/check-in coordinator facilitator note_taker
POST  /meetings/<reference>/attendance/check-in/reject       coordinator facilitator note_taker
POST  /meetings/<reference>/attendance/check-in/<who>/reject coordinator facilitator note_taker
POST  /meetings/<reference>/attendance/check-in/close coordinator facilitator
POST  /meetings/<reference>/attendance/check-in/confirm coordinator facilitator note_taker
POST  /meetings/<reference>/attendance/check-in/open coordinator facilitator
GET   /meetings/<reference>/attendance/check-in/poster coordinator facilitator note_taker
GET   /meetings/<reference>/attendance/sheet.pdf coordinator facilitator note_taker
GET   /meetings/<reference>/attendance/groups  coordinator facilitator note_taker
POST  /meetings/<reference>/attendance/groups  coordinator facilitator note_taker
GET   /meetings/<reference>/attendance/import  coordinator facilitator note_taker
POST  /meetings/<reference>/attendance/import  coordinator facilitator note_taker
GET   /meetings/<reference>/attendance/import/<number> coordinator facilitator note_taker
POST  /meetings/<reference>/attendance/import/<number> coordinator facilitator note_taker
POST  /meetings/<reference>/attendance/import/<number>/confirm coordinator facilitator note_taker
POST  /meetings/<reference>/attendance/import/<number>/discard coordinator facilitator note_taker
GET   /meetings/<reference>/attendance.<kind> auditor coordinator facilitator note_taker translator
GET   /meetings/<reference>/room/              coordinator facilitator note_taker
POST  /meetings/<reference>/room/<kind>        coordinator facilitator note_taker
POST  /meetings/<reference>/room/entries       coordinator facilitator note_taker
GET   /meetings/<reference>/room/read          coordinator facilitator note_taker
GET   /meetings/<reference>/room/worker.js     coordinator facilitator note_taker
GET   /my-case                                 anybody
POST  /my-case/confirm                         anybody
GET   /my-case/dispute                         anybody
POST  /my-case/dispute                         anybody
GET   /my-case/files/<number>/<part>           anybody
POST  /my-case/messages                        anybody
GET   /my-case/questions/<number>              anybody
POST  /my-case/questions/<number>              anybody
GET   /my-case/rating                          anybody
POST  /my-case/rating                          anybody
GET   /my-case/threat                          anybody
POST  /my-case/threat                          anybody
GET   /my-case/told                            anybody
GET   /my-case/upgrade                         anybody
POST  /my-case/upgrade                         anybody
GET   /my-case/withdraw                        anybody
POST  /my-case/withdraw                        anybody
GET   /o/<slug>                                anybody
GET   /o/<slug>/file                           anybody
GET   /o/<slug>/file/<page>                    anybody
POST  /o/<slug>/file/<page>                    anybody
GET   /o/<slug>/file/files                     anybody
POST  /o/<slug>/file/files                     anybody
GET   /o/<slug>/file/files/<number>/<part>     anybody
POST  /o/<slug>/file/story                     anybody
POST  /o/<slug>/file/continue                  anybody
POST  /o/<slug>/file/discard                   anybody
GET   /o/<slug>/file/review                    anybody
POST  /o/<slug>/file/send                      anybody
GET   /o/<slug>/lost-code                      anybody
POST  /o/<slug>/lost-code                      anybody
POST  /o/<slug>/lost-code/leave                anybody
GET   /o/<slug>/lost-code/new                  anybody
GET   /o/<slug>/lost-code/pdf                  anybody
GET   /o/<slug>/receipt                        anybody
GET   /o/<slug>/receipt/about-you              anybody
POST  /o/<slug>/receipt/about-you              anybody
POST  /o/<slug>/receipt/check                  anybody
GET   /o/<slug>/receipt/files                  anybody
POST  /o/<slug>/receipt/files                  anybody
GET   /o/<slug>/receipt/hope                   anybody
POST  /o/<slug>/receipt/hope                   anybody
POST  /o/<slug>/receipt/leave                  anybody
GET   /o/<slug>/receipt/pdf                    anybody
GET   /office/                                 office_admin
GET   /office/<slug>/calendar                           office_admin platform_admin
POST  /office/<slug>/calendar                           office_admin platform_admin
POST  /office/<slug>/calendar/closed                    office_admin platform_admin
POST  /office/<slug>/calendar/open                      office_admin platform_admin
GET   /office/<slug>/entities                           office_admin platform_admin
POST  /office/<slug>/entities                           office_admin platform_admin
GET   /office/<slug>/entities/<entity_id>               office_admin platform_admin
POST  /office/<slug>/entities/<entity_id>               office_admin platform_admin
POST  /office/<slug>/entities/<entity_id>/back          office_admin platform_admin
POST  /office/<slug>/entities/<entity_id>/retire        office_admin platform_admin
GET   /office/<slug>/entities/import                    office_admin platform_admin
POST  /office/<slug>/entities/import                    office_admin platform_admin
GET   /office/<slug>/health                             office_admin platform_admin
GET   /office/<slug>/people                    office_admin platform_admin
GET   /office/<slug>/people/<person_id>        office_admin platform_admin
POST  /office/<slug>/people/<person_id>/close  office_admin platform_admin
POST  /office/<slug>/people/<person_id>/code   office_admin platform_admin
POST  /office/<slug>/people/<person_id>/invite          office_admin platform_admin
POST  /office/<slug>/people/<person_id>/reopen office_admin platform_admin
POST  /office/<slug>/people/<person_id>/roles  office_admin platform_admin
GET   /office/<slug>/people/<person_id>/second-step office_admin platform_admin
POST  /office/<slug>/people/<person_id>/second-step office_admin platform_admin
GET   /office/<slug>/people/add                office_admin platform_admin
POST  /office/<slug>/people/add                office_admin platform_admin
GET   /office/<slug>/settings                           office_admin platform_admin
POST  /office/<slug>/settings                           office_admin platform_admin
GET   /office/<slug>/subjects                           office_admin platform_admin
POST  /office/<slug>/subjects                           office_admin platform_admin
GET   /office/<slug>/texts                              office_admin platform_admin
POST  /office/<slug>/texts                              office_admin platform_admin
GET   /office/<slug>/tracks                             office_admin platform_admin
POST  /office/<slug>/tracks                             office_admin platform_admin
GET   /places/                                 office_admin platform_admin
GET   /places/<country>                        office_admin platform_admin
GET   /places/<country>/at/<code>              office_admin platform_admin
GET   /places/<country>/at/<code>/change       office_admin platform_admin
POST  /places/<country>/at/<code>/change       office_admin platform_admin
POST  /places/<country>/at/<code>/communities  office_admin platform_admin
POST  /places/<country>/at/<code>/restore      office_admin platform_admin
POST  /places/<country>/at/<code>/retire       office_admin platform_admin
GET   /places/<country>/import                 platform_admin
POST  /places/<country>/import                 platform_admin
GET   /places/<country>/imports/<import_id>    platform_admin
POST  /places/<country>/imports/<import_id>/give-back platform_admin
POST  /places/<country>/imports/<import_id>/take-over platform_admin
GET   /places/<country>/places.csv             platform_admin
GET   /privacy                                 anybody
GET   /promises/                               anybody
GET   /promises/<code>                         anybody
GET   /promises/promises.csv                   anybody
GET   /promises/stop/<number>/<token>          anybody
POST  /promises/stop/<number>/<token>          anybody
GET   /readyz                                  anybody
GET   /salir                                   anybody
GET   /set-password                            anybody
POST  /set-password                            anybody
GET   /sign-in                                 anybody
POST  /sign-in                                 anybody
GET   /sign-in/passkey                         anybody
POST  /sign-in/passkey                         anybody
GET   /sign-in/second-step                     anybody
POST  /sign-in/second-step                     anybody
POST  /sign-in/second-step/passkey             anybody
POST  /sign-out                                anybody
GET   /start                                   staff
GET   /studies/                                anybody
GET   /studies/<code>                          anybody
GET   /studies/new                             study_hosts
POST  /studies/new                             study_hosts
GET   /studies/<code>/change                   study_hosts
POST  /studies/<code>/change                   study_hosts
GET   /studies/<code>/members                  anybody
GET   /studies/<code>/members/new              study_hosts
POST  /studies/<code>/members/new              study_hosts
GET   /studies/<code>/<place>/<number>         study_hosts
POST  /studies/<code>/<place>/<number>/admit   study_hosts
POST  /studies/<code>/<place>/<number>/shut-out study_hosts
POST  /studies/<code>/<place>/<number>/leave   study_hosts
GET   /studies/<code>/council                  anybody
GET   /studies/<code>/council/new              study_hosts
POST  /studies/<code>/council/new              study_hosts
GET   /studies/<code>/council/review           staff
POST  /studies/<code>/council/review           staff
GET   /studies/<code>/council/<number>/review  study_hosts
POST  /studies/<code>/council/<number>/review  study_hosts
GET   /studies/<code>/reviews/<number>         anybody
GET   /studies/<code>/reviews/<number>.json    anybody
GET   /studies/<code>/reviews/<number>/paper   staff
GET   /studies/<code>/questions                anybody
GET   /studies/<code>/questions/new            staff
POST  /studies/<code>/questions/new            staff
GET   /studies/<code>/questions/<number>       anybody
POST  /studies/<code>/questions/<number>/answer study_runners
POST  /studies/<code>/questions/<number>/again staff
GET   /studies/<code>/thresholds               anybody
GET   /studies/<code>/thresholds/new           staff
POST  /studies/<code>/thresholds/new           staff
GET   /studies/<code>/thresholds/<number>      anybody
POST  /studies/<code>/thresholds/<number>/adopt study_hosts
POST  /studies/<code>/thresholds/<number>/withdraw study_hosts
GET   /studies/<code>/add                      evidence_keepers
GET   /studies/<code>/add/observations         evidence_keepers
POST  /studies/<code>/add/observations         evidence_keepers
GET   /studies/<code>/add/series               evidence_keepers
POST  /studies/<code>/add/series               evidence_keepers
GET   /studies/<code>/add/<kind>/<held>        evidence_keepers
POST  /studies/<code>/add/<kind>/<held>        evidence_keepers
GET   /studies/<code>/add/<kind>/<held>/<name> evidence_keepers
POST  /studies/<code>/add/<kind>/<held>/<name> evidence_keepers
GET   /studies/<code>/add/<way>                evidence_keepers
POST  /studies/<code>/add/<way>                evidence_keepers
GET   /studies/evidence/<code>/scenarios       anybody
GET   /studies/evidence/<code>/series          anybody
GET   /studies/evidence/<code>/series.csv      anybody
GET   /studies/<code>/runs                     staff
GET   /studies/<code>/runs/new                 staff
POST  /studies/<code>/runs/new                 staff
GET   /studies/runs/<run>                      staff
POST  /studies/runs/<run>/again                staff
POST  /studies/runs/<run>/cancel               study_runners
POST  /studies/runs/<run>/decline              study_runners
POST  /studies/runs/<run>/start                study_runners
GET   /studies/runs/<run>/state                staff
GET   /studies/<code>/evidence                 anybody
GET   /studies/<code>/ledger                   anybody
GET   /studies/evidence/<code>                 anybody
GET   /studies/evidence/<code>/dispute         staff
POST  /studies/evidence/<code>/dispute         staff
GET   /studies/evidence/<code>/endorse         staff
POST  /studies/evidence/<code>/endorse         staff
GET   /studies/evidence/<code>/evidence.zip    anybody
GET   /studies/evidence/<code>/file            anybody
GET   /studies/evidence/<code>/parts/<name>    anybody
GET   /studies/evidence/<code>/picture         anybody
GET   /studies/evidence/<code>/sheet.pdf       anybody
GET   /studies/evidence/<code>/supersede       staff
POST  /studies/evidence/<code>/supersede       staff
GET   /trainings/                              training_readers
GET   /trainings/<reference>                   training_readers
GET   /trainings/<reference>/change            trainers
POST  /trainings/<reference>/change            trainers
POST  /trainings/<reference>/do/<verb>         trainers
GET   /trainings/<reference>/outline/<part>    trainers
POST  /trainings/<reference>/outline/<part>    trainers
GET   /trainings/<reference>/outline/<part>/<number> trainers
POST  /trainings/<reference>/outline/<part>/<number> trainers
POST  /trainings/<reference>/outline/<part>/<number>/<way> trainers
GET   /trainings/<reference>/workshops/<meeting> training_readers
POST  /trainings/<reference>/workshops/<meeting>/attendance recorders
GET   /trainings/<reference>/workshops/<meeting>/call trainers
POST  /trainings/<reference>/workshops/<meeting>/call trainers
GET   /trainings/<reference>/workshops/<meeting>/invitations trainers
POST  /trainings/<reference>/workshops/<meeting>/invitations trainers
GET   /trainings/<reference>/workshops/<meeting>/place trainers
POST  /trainings/<reference>/workshops/<meeting>/place trainers
GET   /trainings/<reference>/workshops/<meeting>/registrations/<registration> training_readers
POST  /trainings/<reference>/workshops/<meeting>/registrations/<registration>/<verb> trainers
GET   /trainings/<reference>/workshops/<meeting>/registrations/<registration>/change recorders
POST  /trainings/<reference>/workshops/<meeting>/registrations/<registration>/change recorders
POST  /trainings/<reference>/workshops/<meeting>/registrations/<registration>/new-code trainers
GET   /trainings/<reference>/workshops/<meeting>/registrations.<ending> training_readers
GET   /trainings/<reference>/workshops/<meeting>/registrations/new recorders
POST  /trainings/<reference>/workshops/<meeting>/registrations/new recorders
GET   /trainings/<reference>/workshops/<meeting>/terms trainers
POST  /trainings/<reference>/workshops/<meeting>/terms trainers
POST  /trainings/<reference>/workshops/adopt   trainers
GET   /trainings/<reference>/workshops/new     trainers
POST  /trainings/<reference>/workshops/new     trainers
GET   /trainings/new                           trainers
POST  /trainings/new                           trainers
GET   /trainings/workshops/<reference>/evaluation programme_readers
POST  /trainings/workshops/<reference>/evaluation/<moment>/<what> coordinator facilitator
GET   /trainings/workshops/<reference>/evaluation/copy coordinator facilitator
POST  /trainings/workshops/<reference>/evaluation/copy coordinator facilitator
GET   /trainings/workshops/<reference>/evaluation/entry/<moment> coordinator facilitator note_taker
POST  /trainings/workshops/<reference>/evaluation/entry/<moment> coordinator facilitator note_taker
POST  /trainings/workshops/<reference>/evaluation/introduction coordinator facilitator
GET   /trainings/workshops/<reference>/evaluation/paper/<moment>-<language>.pdf programme_readers
GET   /trainings/workshops/<reference>/evaluation/poster/<moment>.pdf programme_readers
GET   /trainings/workshops/<reference>/evaluation/preview/<moment> programme_readers
GET   /trainings/workshops/<reference>/evaluation/questions programme_readers
GET   /trainings/workshops/<reference>/evaluation/questions/<number> coordinator facilitator
POST  /trainings/workshops/<reference>/evaluation/questions/<number> coordinator facilitator
POST  /trainings/workshops/<reference>/evaluation/questions/<number>/move coordinator facilitator
GET   /trainings/workshops/<reference>/evaluation/questions/new coordinator facilitator
POST  /trainings/workshops/<reference>/evaluation/questions/new coordinator facilitator
GET   /workshops/                              anybody
GET   /workshops/<meeting>                     anybody
GET   /workshops/<meeting>/call-<language>.pdf anybody
GET   /workshops/<meeting>/register            anybody
POST  /workshops/<meeting>/register            anybody
GET   /workshops/mine                          anybody
POST  /workshops/mine                          anybody
POST  /workshops/mine/cancel                   anybody
POST  /workshops/mine/leave                    anybody
GET   /trainings/workshops/<reference>/evaluation/results programme_readers
GET   /trainings/workshops/<reference>/certificates programme_readers
POST  /trainings/workshops/<reference>/certificates coordinator facilitator
POST  /trainings/workshops/<reference>/certificates/print coordinator facilitator
GET   /trainings/workshops/<reference>/certificates/<number>-<language>.pdf programme_readers
GET   /trainings/workshops/<reference>/certificates/<number>/revoke coordinator facilitator
POST  /trainings/workshops/<reference>/certificates/<number>/revoke coordinator facilitator
GET   /trainings/workshops/<reference>/certificates/all-<language>.pdf programme_readers
GET   /trainings/<reference>/report            programme_readers
POST  /trainings/<reference>/report            coordinator facilitator
GET   /trainings/<reference>/report/<of>-<language>.<ending> programme_readers
POST  /trainings/workshops/<reference>/evaluation/entry/<moment>/correct recorders
GET   /v                                       anybody
POST  /v                                       anybody
GET   /v/<fingerprint>                         anybody
POST  /v/<fingerprint>                         anybody
"""  # noqa: E501 - an address and who may enter stand on one line

GROUPS = {
    "evidence_keepers": "coordinator facilitator modeller note_taker",
    "meeting_planners": "coordinator facilitator",
    "meeting_readers": "coordinator facilitator note_taker translator auditor",
    "meeting_recorders": "coordinator facilitator note_taker",
    "study_hosts": "coordinator facilitator",
    "table_recorders": "coordinator facilitator note_taker",
    "table_hosts": "coordinator facilitator",
    "table_readers": "auditor coordinator facilitator modeller note_taker translator",
    "study_runners": "coordinator facilitator modeller",
    "trainers": "coordinator facilitator",
    "training_readers": "auditor coordinator facilitator note_taker translator",
    "recorders": "coordinator facilitator note_taker",
    "promise_judges": "coordinator facilitator supervisor",
    "promise_makers": "coordinator facilitator note_taker handler supervisor",
    "programme_readers": "coordinator facilitator note_taker translator auditor",
    "promise_readers": "coordinator facilitator note_taker handler supervisor translator auditor",
}
"""Roles that stand together in many lines."""
AUTOMATIC = {"HEAD", "OPTIONS"}
STAFF = frozenset(Role)


@dataclass(frozen=True)
class Door:
    """One method of one address, and who may enter; no roles: anybody."""

    method: str
    address: str
    roles: frozenset[Role] | None

    @property
    def line(self) -> tuple[str, str]:
        """How the table names it."""
        return self.method, self.address


def signed() -> dict[tuple[str, str], str]:
    """The table as it was signed."""
    rows = (line.split(None, 2) for line in DOORS.strip().splitlines())
    return {(method, address): who for method, address, who in rows}


def roles_of(who: str) -> frozenset[Role] | None:
    """Who a line of the table means."""
    if who == "anybody":
        return None
    names = GROUPS.get(who, who).split()
    return STAFF if who == "staff" else frozenset(Role(name) for name in names)


def plain(rule: Rule) -> str:
    """An address without its converters."""
    return re.sub(r"<(?:[^<>]*:)?(\w+)>", r"<\1>", rule.rule)


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The whole application with somebody of every role, for all tests of this page."""
    folder = tmp_path_factory.mktemp("doors")
    shutil.copy(sqlite_template, folder / "doors.sqlite")
    settings = Settings.for_tests(folder, DATABASE_URL=f"sqlite:///{folder / 'doors.sqlite'}")
    made = create_app(settings)
    yield made
    made.extensions["jobs"].close()
    made.extensions["database"].dispose()


@pytest.fixture(scope="module")
def browsers(house: Flask) -> dict[Role, FlaskClient]:
    """The browser of somebody who has just this role."""
    vault: Vault = house.extensions["vault"]
    with house.extensions["database"].changing() as session:
        office = new_office(session, vault)
        people = {
            role: new_person(session, None if role in WHOLE_INSTALLATION else office, role).id
            for role in Role
        }
    return {role: signed_in(house, person_id) for role, person_id in people.items()}


def doors(app: Flask) -> Iterator[tuple[Door, str]]:
    """Every door of the application with an address that leads to it."""
    for rule in app.url_map.iter_rules():
        access = rule_of(app, rule.endpoint)
        roles = STAFF if access.roles is None else frozenset(map(Role, access.roles))
        for method in sorted((rule.methods or set()) - AUTOMATIC):
            door = Door(method, plain(rule), None if access.public else roles)
            yield door, re.sub(r"<\w+>", "1", plain(rule))


def test_every_route_stands_in_the_table_and_nothing_else_does(house: Flask) -> None:
    found = {door.line: door.roles for door, _address in doors(house)}
    assert found == {line: roles_of(who) for line, who in signed().items()}


def test_every_route_declares_its_rule(house: Flask) -> None:
    for rule in house.url_map.iter_rules():
        assert hasattr(house.view_functions[rule.endpoint], "access_rule"), rule.endpoint


STAFF_DOORS = [line for line, who in signed().items() if who != "anybody"]


def _address(line: tuple[str, str]) -> str:
    return re.sub(r"<\w+>", "1", line[1])


def _token(browser: FlaskClient, page: str) -> str:
    found = re.search(r'name="csrf_token" [^>]*value="([^"]+)"', browser.get(page).text)
    assert found
    return found[1]


@pytest.mark.parametrize("line", STAFF_DOORS, ids=" ".join)
def test_no_staff_route_lets_a_stranger_in(house: Flask, line: tuple[str, str]) -> None:
    stranger = house.test_client()
    address = _address(line)
    # The same address may be a page that everybody reads, and takes a POST of staff alone.
    is_page_of_all = signed().get(("GET", line[1])) == "anybody"
    for answer in () if is_page_of_all else (stranger.get(address), stranger.head(address)):
        # An address that only takes a POST is no page for anybody.
        assert answer.status_code in {303, 405}
        assert answer.status_code == 405 or answer.location.startswith("/sign-in?next=")
    with_token = {"csrf_token": _token(stranger, "/sign-in")}
    refused = stranger.post(address, data=with_token)
    # 401 where a script asks, which must know that somebody has to sign in again.
    shut = {401} if line[1].endswith("/room/entries") else {403}
    assert refused.status_code in {*shut, 405}
    assert stranger.post(address).status_code in {*shut, 400, 405}
    if line[0] == "POST":
        assert refused.status_code in shut


@pytest.fixture(scope="module")
def tokens(browsers: dict[Role, FlaskClient]) -> dict[Role, str]:
    """What the forms of each of them carry."""
    return {role: _token(browser, "/account") for role, browser in browsers.items()}


def _refuses(
    line: tuple[str, str], role: Role, browser: FlaskClient, tokens: dict[Role, str]
) -> None:
    if line[0] == "GET":
        answer = browser.get(_address(line))
    else:
        answer = browser.post(_address(line), data={"csrf_token": tokens[role]})
    assert answer.status_code == 403, f"{role} got {answer.status_code}"


def _refused(line: tuple[str, str]) -> list[Role]:
    return sorted(STAFF - (roles_of(signed()[line]) or frozenset()))


@pytest.mark.parametrize(
    ("turn", "line"), list(enumerate(STAFF_DOORS)), ids=map(" ".join, STAFF_DOORS)
)
def test_a_route_refuses_a_role_that_the_table_does_not_name(
    browsers: dict[Role, FlaskClient], tokens: dict[Role, str], turn: int, line: tuple[str, str]
) -> None:
    """One role at each door, the roles taking turns; each at each in `make test-full`."""
    if refused := _refused(line):
        role = refused[turn % len(refused)]
        _refuses(line, role, browsers[role], tokens)


@pytest.mark.full
@pytest.mark.parametrize("line", STAFF_DOORS, ids=" ".join)
def test_a_route_refuses_every_role_that_the_table_does_not_name(
    browsers: dict[Role, FlaskClient], tokens: dict[Role, str], line: tuple[str, str]
) -> None:
    for role in _refused(line):
        _refuses(line, role, browsers[role], tokens)


@pytest.mark.parametrize("line", STAFF_DOORS, ids=" ".join)
def test_a_route_knows_those_whom_the_table_names(
    browsers: dict[Role, FlaskClient], line: tuple[str, str]
) -> None:
    for role in roles_of(signed()[line]) or ():
        if line[0] == "GET":
            answer = browsers[role].get(_address(line))
            assert answer.status_code in {200, 303, 404}, role
            assert not (answer.location or "").startswith("/sign-in")


def test_administrators_of_the_installation_open_no_case(browsers: dict[Role, FlaskClient]) -> None:
    for role in (Role.PLATFORM_ADMIN, Role.OFFICE_ADMIN, Role.AUDITOR, Role.FEDERATION):
        assert browsers[role].get("/desk/").status_code == 403
