"""Every answer that is a no: in the reader's language, with what to do now, and nothing lost.

A refusal has a code; the code has words here. What was typed comes back with the answer wherever
sending again can help: see `_send_again`.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from errno import ENOSPC
from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request, session
from flask_wtf.csrf import CSRFError, generate_csrf
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolEmpty
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, InternalServerError

from kernel.errors import Gone, NotFound, Refusal, Unavailable
from kernel.sends import new_key
from web.access import rule_of
from web.forms import FOREIGN
from web.locale import _l


@dataclass(frozen=True)
class Said:
    """What people read: the heading, why it is so, what they can do."""

    title: Any
    why: Any
    remedy: Any = ""


CODES = {
    "account-closed": Said(
        _l("Esa cuenta está cerrada"),
        _l("Quien no puede entrar no recibe una clave."),
        _l("Deje entrar otra vez a la persona y envíe la clave."),
    ),
    "acta-changed-since-reading": Said(
        _l("El acta cambió después de leerla"),
        _l("Se sella lo mismo que la sala escuchó, palabra por palabra."),
        _l("Vuelva a borrador, léala otra vez a la sala y después séllela."),
    ),
    "acta-meeting-not-closed": Said(
        _l("La reunión sigue abierta"),
        _l("El acta dice a qué hora terminó la reunión."),
        _l("Cierre la reunión y después selle el acta."),
    ),
    "acta-meeting-not-opened": Said(
        _l("La reunión no empezó todavía"),
        _l("Se lee y se sella lo que pasó en la sala."),
        _l("Abra la reunión. Si ya pasó, ábrala y ciérrela con sus horas."),
    ),
    "acta-no-longer-draft": Said(
        _l("Ya no se puede anotar"),
        _l("El acta ya se leyó a la sala o se selló, o la reunión se canceló."),
        _l("Para anotar más, el acta vuelve primero a borrador."),
    ),
    "acta-not-read": Said(
        _l("Nadie leyó el acta a la sala"),
        _l("Antes de sellar, la sala escucha lo que va a firmar."),
        _l("Lea el borrador en voz alta y anótelo aquí."),
    ),
    "acta-not-sealed": Said(
        _l("El acta no está sellada"),
        _l("Solo se publica lo que la sala escuchó y se selló."),
        _l("Selle el acta y después publique su copia."),
    ),
    "acta-of-old-paper": Said(
        _l("Es un acta antigua"),
        _l("Se firmó en papel hace tiempo: aquí solo se guardan sus datos y su copia."),
        _l("Adjunte la copia escaneada en los archivos de la reunión."),
    ),
    "acta-paper-not-ready": Said(
        _l("El papel todavía no está impreso"),
        _l("La plataforma lo está imprimiendo; suele tardar menos de un minuto."),
        _l("Espere un momento y abra otra vez la página del acta."),
    ),
    "acta-promise-not-whole": Said(
        _l("A un compromiso le falta algo"),
        _l(
            "Cada compromiso dice quién responde, hasta cuándo o con qué condición, "
            "y quién lo comprueba."
        ),
        _l("Complete los compromisos de esta reunión y lea otra vez el acta."),
    ),
    "acta-reader-missing": Said(
        _l("Falta quién leyó el acta"),
        _l("El acta dice quién la leyó a la sala."),
        _l("Escriba su nombre."),
    ),
    "acta-reason-missing": Said(
        _l("Falta el motivo"),
        _l("Un acta sellada no cambia. La nueva versión dice por qué la reemplaza."),
        _l("Escriba qué hay que corregir."),
    ),
    "acta-without-agenda": Said(
        _l("Falta la agenda"),
        _l("Una reunión sin agenda no tiene acta."),
        _l("Anote al menos un punto de la agenda."),
    ),
    "acta-without-reasons": Said(
        _l("Falta por qué un acuerdo no es total"),
        _l("Cuando no todos están de acuerdo, el acta dice las razones."),
        _l("Escriba las razones y lea otra vez el acta."),
    ),
    "acta-without-signatories": Said(
        _l("Falta quién firma"),
        _l("El acta lleva un recuadro para la firma y la huella de cada persona que firma."),
        _l("Anote al menos una persona que firma."),
    ),
    "agenda-missing": Said(
        _l("La reunión no tiene agenda"),
        _l("Sin agenda nadie sabe antes de qué se hablará, y el acta no puede seguirla."),
        _l("Escriba al menos un punto y después abra la reunión."),
    ),
    "agreed-in-future": Said(
        _l("Esa fecha todavía no llega"),
        _l("Un acuerdo se fecha el día en que se acordó."),
        _l("Corrija la fecha y guarde otra vez."),
    ),
    "agreement-being-signed": Said(
        _l("El texto se está firmando"),
        _l("Las partes firman lo que leen: mientras tanto no se agregan compromisos."),
        _l("Vuelva el texto a borrador para agregar uno: se sellará otra versión."),
    ),
    "agreement-group-left": Said(
        _l("Una de las partes que debe firmar ya no está en la mesa"),
        _l("Un grupo que se retiró no puede firmar."),
        _l("Cambie en el borrador quiénes tienen que firmar."),
    ),
    "agreement-in-force": Said(
        _l("El acuerdo ya está vigente"),
        _l("Quien firmó, firmó: después solo se puede reemplazar o dejar sin efecto."),
    ),
    "agreement-no-draft": Said(
        _l("El acuerdo ya no es un borrador"),
        _l("Un texto sellado no cambia."),
        _l("Vuelva el texto a borrador y corríjalo: se sellará otra versión."),
    ),
    "agreement-not-for-signature": Said(
        _l("Este acuerdo no se puede firmar ahora"),
        _l("Se firma un texto sellado, mientras espera firmas o está vigente."),
    ),
    "agreement-not-in-force": Said(
        _l("Ese acuerdo no está vigente"),
        _l("Solo se publica o se reemplaza lo que está vigente."),
        _l("Espere a que firmen todas las partes."),
    ),
    "agreement-of-closed-table": Said(
        _l("La mesa no es pública"),
        _l("Sus acuerdos se publican cuando todas las personas pueden leer su parte pública."),
        _l("Cambie primero quién lee el proceso."),
    ),
    "agreement-reason-missing": Said(
        _l("Falta decir por qué"),
        _l("Las partes quieren saber por qué el texto deja de valer."),
        _l("Escriba la razón."),
    ),
    "agreement-sealed-anew": Said(
        _l("El texto cambió mientras usted lo leía"),
        _l("Se selló otra versión, y su firma vale para el texto que usted leyó."),
        _l("Lea la versión nueva y decida otra vez."),
    ),
    "agreement-unknown": Said(
        _l("Ese acuerdo no es de esta reunión"),
        _l("Un compromiso cumple un acuerdo de su propia reunión."),
        _l("Elija uno de la lista, o ninguno."),
    ),
    "agreement-signed-as-it-is": Said(
        _l("El acuerdo dice los compromisos que se firmaron"),
        _l("Un compromiso que se agrega después no está en el texto sellado ni lo firmó nadie."),
        _l("Anótelo en una reunión de la mesa, o redacte otro acuerdo que reemplace a este."),
    ),
    "agreement-without-groups": Said(
        _l("Falta decir quién tiene que firmar"),
        _l("El acuerdo entra en vigencia cuando firman las partes que deben."),
        _l("Elija en el borrador al menos un grupo."),
    ),
    "alternate-of-nobody": Said(
        _l("Revise a quién reemplaza"),
        _l("Un alterno reemplaza a un titular de su mismo grupo, y nadie más reemplaza."),
        _l("Elija a un titular del grupo, o a nadie en especial."),
    ),
    "anonymous-track-not-offered": Said(
        _l("Esa vía no existe en esta oficina"),
        _l("Solo se puede recibir sin nombre en una vía que la oficina ofrece."),
        _l("Marque primero la vía y después si se recibe sin nombre."),
    ),
    "answer-without-words": Said(
        _l("Falta la respuesta"),
        _l("Una respuesta necesita palabras."),
        _l("Escríbala y guarde otra vez."),
    ),
    "answered-themselves": Said(
        _l("Esa persona ya respondió por sí misma"),
        _l("Nadie escribe encima de lo que una persona respondió con su cuenta o su tarjeta."),
        _l("Si quiere cambiarlo, que lo cambie ella mientras la ronda esté abierta."),
    ),
    "answers-missing": Said(
        _l("Faltan respuestas"),
        _l("Para enviar necesitamos al menos qué pasó y dónde."),
        _l("Vuelva a las preguntas y complete lo que falta. Lo demás sigue guardado."),
    ),
    "attendance-closed": Said(
        _l("La asistencia ya no se cambia"),
        _l("El acta se leyó a la sala o está sellada, y la lista es parte de ella."),
        _l("Para corregirla, el acta tiene que volver a borrador."),
    ),
    "attendance-too-low": Said(
        _l("No asistió lo suficiente"),
        _l("El certificado dice que la persona asistió a la parte que pide el programa."),
        _l("Revise la asistencia; si está mal, corríjala primero."),
    ),
    "audience-settled": Said(
        _l("Quién vota ya no se cambia"),
        _l("Con otros votantes los votos que ya están querrían decir otra cosa."),
        _l("Haga otra conversación que pregunte lo mismo."),
    ),
    "block-without-cause": Said(
        _l("Falta decir por qué se detuvo"),
        _l("Sin la causa nadie puede ayudar a que siga."),
        _l("Elija una causa de la lista."),
    ),
    "bulletin-of-closed-table": Said(
        _l("La mesa no es pública"),
        _l("Un boletín lo lee cualquier persona: cuenta solo mesas públicas."),
        _l("Cambie primero quién lee el proceso."),
    ),
    "bulletin-published": Said(
        _l("El boletín ya está publicado"),
        _l("Lo que se publicó no cambia."),
        _l("Escriba otro boletín."),
    ),
    "bulletin-without-facts": Said(
        _l("El boletín no cuenta nada"),
        _l("Ninguno de los hechos elegidos está hoy a la vista de todos."),
        _l("Elija al menos un hecho y guarde."),
    ),
    "capacity-out-of-bounds": Said(
        _l("Ese número de lugares no puede ser"),
        _l("Un taller tiene entre 1 y 5000 lugares, o ningún límite."),
        _l("Escriba otro número o deje el campo vacío."),
    ),
    "card-spoiled": Said(
        _l("Esa tarjeta ya no sirve"),
        _l("La oficina anuló la hoja de donde salió."),
        _l("Registre el papel sin tarjeta: la persona recibe un código nuevo."),
    ),
    "card-unknown": Said(
        _l("No encontramos esa tarjeta"),
        _l("No es de esta oficina, o el código está mal escrito."),
        _l("Compárelo con la tarjeta. Si no la tiene, registre el papel con un código nuevo."),
    ),
    "card-used": Said(
        _l("Esa tarjeta ya se usó"),
        _l("Su código abre otro caso."),
        _l("Registre este papel sin tarjeta: la persona recibe un código nuevo."),
    ),
    "cards-replaced": Said(
        _l("Esas tarjetas ya no valen"),
        _l("Después de hacerlas se hicieron otras para los mismos asientos."),
        _l("Abra otra vez la página de tarjetas e imprima nuevas si hacen falta."),
    ),
    "cards-too-many": Said(
        _l("Demasiadas tarjetas"),
        _l("Una hoja tiene entre 1 y 400 tarjetas."),
        _l("Pida menos y repita."),
    ),
    "case-takes-no-messages": Said(
        _l("Este caso ya no recibe mensajes"),
        _l("El caso terminó y su conversación está cerrada."),
        _l("Si hay algo nuevo, presente otra queja o venga a la oficina."),
    ),
    "case-unknown": Said(
        _l("Ese caso no es de esta oficina"),
        _l("Un código se cambia solo en la oficina que lo dio."),
        _l("Busque otra vez el caso."),
    ),
    "certificate-there": Said(
        _l("Esa persona ya tiene su certificado"),
        _l("Cada persona tiene uno que vale."),
        _l("Anule primero el que tiene si algo está mal."),
    ),
    "change-not-told": Said(
        _l("Falta qué cambió"),
        _l("Quien leyó la versión anterior debe saber qué mirar."),
        _l("Escriba qué cambió y por qué."),
    ),
    "changed-meanwhile": Said(
        _l("Otra persona cambió esto mientras usted escribía"),
        _l("No guardamos encima para no borrar el trabajo de nadie."),
        _l("Abra la página otra vez, mire lo nuevo y repita su cambio si todavía hace falta."),
    ),
    "channel-not-told": Said(
        _l("Falta decir cómo llegó"),
        _l("Lo que anota la oficina llegó en la sala, en papel o por teléfono."),
        _l("Elija cómo llegó."),
    ),
    "channel-unknown": Said(
        _l("No sabemos cómo llegó"),
        _l("Diga si la persona vino, llamó, mandó una carta o habló por radio."),
        _l("Vuelva a la lista y empiece otra vez."),
    ),
    "check-in-full": Said(
        _l("Ya esperan muchas personas"),
        _l("El equipo tiene que confirmar antes a las que se anotaron."),
        _l("Espere un momento y presione otra vez, o avise a quien facilita."),
    ),
    "choices-in-other-number": Said(
        _l("Las respuestas no coinciden"),
        _l("En quechua hay otro número de respuestas que en español."),
        _l("Escriba en los dos idiomas las mismas, o deje vacío el quechua."),
    ),
    "choices-too-few": Said(
        _l("Revise las respuestas para elegir"),
        _l("Una pregunta para elegir tiene de 2 a 9 respuestas."),
        _l("Escriba una respuesta en cada línea."),
    ),
    "choices-without-choice": Said(
        _l("Esa pregunta no lleva respuestas para elegir"),
        _l("Solo las lleva una pregunta en la que se elige una."),
        _l("Quite las respuestas o cambie cómo se responde."),
    ),
    "closure-missing": Said(
        _l("Falta decir en qué quedó"),
        _l("Un proceso se cierra con un resumen que cualquiera de sus partes puede leer."),
        _l("Escriba en pocas frases en qué quedó y cierre otra vez."),
    ),
    "closing-in-past": Said(
        _l("Esa hora ya pasó"),
        _l("Una ronda se cierra después de abrirse."),
        _l("Ponga un día y una hora que todavía no llegan."),
    ),
    "closure-too-long": Said(
        _l("Son demasiados días de una vez"),
        _l("Una oficina se cierra hasta 60 días seguidos."),
        _l("Divida los días en dos partes."),
    ),
    "code-on-another-sheet": Said(
        _l("Ese código ya está en otra hoja"),
        _l("En cada momento un código está en una sola hoja."),
        _l("Compare con el papel. Si dos personas inventaron el mismo, agregue una letra a uno."),
    ),
    "code-wrong": Said(
        _l("El código no es correcto"),
        _l("No es el que la aplicación muestra ahora."),
        _l("Vuelva atrás y escriba el que muestra."),
    ),
    "community-lies-elsewhere": Said(
        _l("Aquí no puede haber comunidades"),
        _l("Una comunidad está en un distrito o, donde no los hay, en una provincia."),
        _l("Elija primero el distrito."),
    ),
    "community-there": Said(
        _l("Ya hay una comunidad con ese nombre aquí"),
        _l("En un mismo lugar cada comunidad tiene su nombre."),
        _l("Búsquela en la lista o escriba otro nombre."),
    ),
    "community-without-place": Said(
        _l("El lugar de esta comunidad ya no se ofrece"),
        _l("Una comunidad se ofrece dentro de su distrito, y el distrito se retiró."),
        _l("Agregue la comunidad en el distrito al que pertenece ahora."),
    ),
    "confirmed-how-missing": Said(
        _l("Falta decir si se cumplió"),
        _l("Su grupo es quien comprueba este compromiso."),
        _l("Elija una de las tres respuestas."),
    ),
    "consent-missing": Said(
        _l("Falta el acuerdo de la otra parte"),
        _l("Ninguna parte cambia, atrasa ni anula sola lo que prometió."),
        _l("Escriba quién aceptó, cómo y qué día."),
    ),
    "consent-of-the-same-side": Said(
        _l("Quien se comprometió no puede aceptar por la otra parte"),
        _l("El acuerdo tiene que venir de quien espera el cumplimiento."),
        _l("Escriba quién de la otra parte aceptó."),
    ),
    "conversation-elsewhere": Said(
        _l("Esa conversación es de otra mesa"),
        _l("Se pregunta otra vez lo que se preguntó en la misma mesa."),
        _l("Elija una conversación de esta mesa."),
    ),
    "conversation-not-open": Said(
        _l("La votación no está abierta"),
        _l("Se vota desde que se abre hasta que se cierra."),
        _l("Vuelva a la conversación y vea en qué está."),
    ),
    "conversation-not-so": Said(
        _l("Eso ya no se puede hacer"),
        _l("Otra persona abrió o cerró la votación mientras tanto."),
        _l("Vuelva a la conversación y vea en qué está."),
    ),
    "conversation-takes-none": Said(
        _l("Aquí no se agregan afirmaciones"),
        _l("La votación no está abierta, o quien facilita no recibe más."),
        _l("Vote en las que hay."),
    ),
    "conversation-was-brought": Said(
        _l("Esta conversación viene de otro lugar"),
        _l("Se guarda tal como se votó: aquí no se cambia."),
        _l("Haga una conversación nueva para preguntar más."),
    ),
    "conversation-without-statements": Said(
        _l("Todavía no hay afirmaciones"),
        _l("Sin afirmaciones no hay sobre qué votar."),
        _l("Agregue al menos una y después abra la votación."),
    ),
    "count-not-possible": Said(
        _l("Revise las cuentas"),
        _l("Un conteo de manos o puntos es un número entre 0 y 9999."),
        _l("Corrija el número y guarde otra vez."),
    ),
    "counted-by-delegation": Said(
        _l("En esta ronda ya habló la delegación por todo el grupo"),
        _l("Nadie se cuenta dos veces."),
        _l("Para contar de otra manera, primero se retira lo que dijo la delegación."),
    ),
    "counted-by-hands": Said(
        _l("En esta ronda ya se contó a este grupo a mano alzada"),
        _l("Nadie se cuenta dos veces."),
        _l("Para contar de otra manera, primero se retira ese conteo."),
    ),
    "counted-for-another": Said(
        _l("Esta persona ya dio su posición por otro grupo en esta ronda"),
        _l("Nadie se cuenta dos veces."),
        _l("Si quiere hablar por este grupo, primero retire la otra posición."),
    ),
    "counted-one-by-one": Said(
        _l("En esta ronda ya dieron su posición personas de este grupo"),
        _l("Nadie se cuenta dos veces."),
        _l("Para contar de otra manera, primero se retiran esas posiciones."),
    ),
    "day-is-past": Said(
        _l("Ese día ya pasó"),
        _l("Lo que venció, venció: solo se cambian días que vienen."),
        _l("Elija otro día."),
    ),
    "day-outside-the-meeting": Said(
        _l("Ese día no es de la reunión"),
        _l("Cada parte está entre el primer día y el último."),
        _l("Elija otro día, o cambie antes los días de la reunión."),
    ),
    "day-without-sitting": Said(
        _l("Cada día necesita una parte"),
        _l("Es la única de ese día: sin ella no se podría tomar la asistencia."),
        _l("Si ese día no hay reunión, cambie los días de la reunión."),
    ),
    "decided-already": Said(
        _l("Eso ya se decidió"),
        _l("Otra persona aceptó o no aceptó esta preocupación."),
        _l("Vea qué se decidió antes de seguir."),
    ),
    "delegation-without-act": Said(
        _l("Falta el acta de la asamblea"),
        _l("Una delegación habla por todo su grupo porque su asamblea lo decidió."),
        _l("Adjunte el acta, o elija la reunión en que se decidió."),
    ),
    "depends-on-unknown": Said(
        _l("No encontramos el compromiso del que depende"),
        _l("No existe en esta oficina, o el código está mal escrito."),
        _l("Compare el código, o deje el dato vacío."),
    ),
    "dispute-without-reasons": Said(
        _l("Falta decir por qué"),
        _l(
            "Quien cuestiona una evidencia da sus razones: así las demás personas pueden responder."
        ),
        _l("Escriba las razones."),
    ),
    "dissent-missing": Said(
        _l("Faltan las razones del desacuerdo"),
        _l("El acuerdo no es total, y el acta dice por qué no todos están de acuerdo."),
        _l("Escriba las razones y guarde otra vez."),
    ),
    "draft-not-theirs": Said(
        _l("Esa persona no puede seguir con el borrador"),
        _l("Siguen con un borrador quienes reciben o llevan casos en la misma oficina."),
        _l("Elija a otra persona."),
    ),
    "email-taken": Said(
        _l("Ya hay una persona con ese correo"),
        _l("Cada correo pertenece a una sola persona."),
        _l("Busque a la persona en la lista y dele el rol que le falta."),
    ),
    "ends-before-it-begins": Said(
        _l("Termina antes de empezar"),
        _l("La hora o el día del término está antes del inicio."),
        _l("Revise los días y las horas."),
    ),
    "entity-listed-already": Said(
        _l("Ese nombre ya está en la lista"),
        _l("Una oficina no nombra dos veces a la misma."),
        _l("Búsquela en la lista, también entre las retiradas."),
    ),
    "entity-unknown": Said(
        _l("Esa empresa o autoridad no está en la lista"),
        _l("La oficina cambió su lista mientras usted escribía."),
        _l("Vuelva a la pregunta sobre quién es responsable y elija otra vez."),
    ),
    "entity-needs-a-name": Said(
        _l("Falta el nombre"),
        _l("Quien presenta una queja la busca por su nombre."),
        _l("Escriba un nombre de hasta 160 letras."),
    ),
    "evidence-damaged": Said(
        _l("Esta evidencia está dañada"),
        _l("Su huella no coincide: ya no es lo que se presentó, y no se muestra."),
        _l("Avise a quien administra la plataforma."),
    ),
    "evidence-endorsed-already": Said(
        _l("Usted ya respaldó esta evidencia"),
        _l("Cada experta o experto la respalda una vez."),
    ),
    "evidence-not-newer": Said(
        _l("No es una evidencia más nueva"),
        _l("Solo una evidencia presentada después reemplaza a otra."),
        _l("Elija una evidencia más nueva del mismo estudio."),
    ),
    "evidence-not-published": Said(
        _l("Esa evidencia no es pública"),
        _l("Este tema lo leen todas las personas, y el estudio todavía no se publicó."),
        _l("Publique primero el estudio, o adjúntela en un tema que solo leen las partes."),
    ),
    "evidence-of-another-study": Said(
        _l("Es de otro estudio"),
        _l("Una evidencia reemplaza a otra del mismo estudio."),
        _l("Elija una evidencia más nueva del mismo estudio."),
    ),
    "evidence-superseded-already": Said(
        _l("Esta evidencia ya fue reemplazada"),
        _l("Otra evidencia más nueva está en su lugar."),
        _l("Abra la más nueva."),
    ),
    "evidence-without-title": Said(
        _l("Falta el título de la evidencia"),
        _l("Con el título la reconocen en la mesa."),
        _l("Escriba un título corto."),
    ),
    "expert-is-in-already": Said(
        _l("Esa persona ya está en el Consejo"),
        _l("Cada cuenta tiene un solo lugar en el Consejo de un estudio."),
        _l("Elija otra cuenta, o deje el lugar como está."),
    ),
    "expert-lets-themselves-in": Said(
        _l("Usted no puede ocupar un lugar en el Consejo"),
        _l("Quien cuida el estudio no firma lo que dicen sus expertos."),
        _l("Escriba el correo de la persona, o anote lo que ella firmó en papel."),
    ),
    "expert-signs-with-account": Said(
        _l("Esa persona firma con su cuenta"),
        _l("Lo que firma con su cuenta no se reemplaza por un papel."),
        _l("Pídale que firme con su cuenta."),
    ),
    "expert-without-name": Said(
        _l("Falta el nombre"),
        _l("Lo que se firma en el Consejo se lee con un nombre."),
        _l("Escriba el nombre de la persona."),
    ),
    "file-missing": Said(
        _l("Falta el archivo"),
        _l("No llegó ningún archivo, ni la huella digital de uno."),
        _l("Elija el archivo y envíe otra vez."),
    ),
    "files-too-heavy": Said(
        _l("Los archivos pesan demasiado, todos juntos"),
        _l("Hay un límite para que todos quepan."),
        _l("Quite alguno, o mande los más importantes."),
    ),
    "files-too-many": Said(
        _l("Ya no caben más archivos"),
        _l("Hay un límite para que todos quepan."),
        _l("Quite alguno, o mande los más importantes."),
    ),
    "entry-unreadable": Said(
        _l("No entendimos esa anotación"),
        _l("Llegó incompleta desde el teléfono."),
        _l("Escríbala otra vez en la sala."),
    ),
    "file-archive": Said(
        _l("No recibimos archivos comprimidos ni documentos de Word o Excel"),
        _l("No podemos revisar ni limpiar lo que llevan dentro."),
        _l("Envíe una foto, un PDF, un audio o un video. Un documento se puede guardar como PDF."),
    ),
    "file-broken": Said(
        _l("No pudimos abrir este archivo"),
        _l("Está dañado o llegó incompleto."),
        _l("Ábralo en su teléfono. Si allí se abre bien, envíelo otra vez. Si no, envíe otro."),
    ),
    "file-empty": Said(
        _l("El archivo está vacío"),
        _l("No tiene nada dentro."),
        _l("Elija otro archivo, o tome la foto o grabe otra vez."),
    ),
    "file-kind": Said(
        _l("No recibimos esta clase de archivo"),
        _l("Recibimos fotos, documentos PDF, audios y videos."),
        _l("Envíe foto JPG o PNG, PDF, audio M4A, MP3 u OGG, o video MP4."),
    ),
    "file-locked": Said(
        _l("El PDF tiene contraseña"),
        _l("Sin la contraseña no podemos abrirlo."),
        _l("Guárdelo sin contraseña y envíelo otra vez."),
    ),
    "file-of-sealed-acta": Said(
        _l("Un acta sellada nombra este archivo"),
        _l("Quien tenga esa acta debe poder comprobarlo."),
        _l("Déjelo aquí. Si hay otro mejor, agréguelo también."),
    ),
    "file-too-big": Said(
        _l("El archivo es demasiado grande"),
        _l("Pesa más de lo que podemos recibir."),
        _l("Envíe una foto más pequeña, o una grabación más corta."),
    ),
    "file-too-complex": Said(
        _l("No pudimos revisar este archivo"),
        _l("Es demasiado complicado para abrirlo con seguridad."),
        _l("Envíe una foto de lo que muestra, o una grabación más corta."),
    ),
    "file-too-long": Said(
        _l("La grabación es demasiado larga"),
        _l("Un audio puede durar hasta dos horas, y un video hasta veinte minutos."),
        _l("Envíela en partes más cortas."),
    ),
    "file-too-many-pages": Said(
        _l("El PDF tiene demasiadas páginas"),
        _l("Recibimos documentos de hasta 500 páginas."),
        _l("Envíe solo las páginas que hacen falta, o el documento en partes."),
    ),
    "file-too-many-pixels": Said(
        _l("La imagen es demasiado grande"),
        _l("Tiene más puntos de los que podemos abrir con seguridad."),
        _l("Tome la foto con menos resolución, o envíe una captura de pantalla."),
    ),
    "fingerprint-wrong": Said(
        _l("Esa huella digital no está completa"),
        _l("Tiene 64 letras y números, de la a a la f y del 0 al 9."),
        _l("Cópiela otra vez desde donde la calculó."),
    ),
    "group-blocks-without-deciding": Said(
        _l("Ese grupo no puede bloquear"),
        _l("Solo bloquea un grupo cuya voz cuenta cuando se decide."),
        _l("Marque que decide, o quite que puede bloquear."),
    ),
    "group-listed-already": Said(
        _l("Ya hay un grupo con ese nombre"),
        _l("En una oficina no hay dos grupos que se llamen igual."),
        _l("Búsquelo en la lista, también entre los retirados."),
    ),
    "group-of-another-table": Said(
        _l("Ese grupo no es de esta mesa"),
        _l("Alguien pudo cambiar los grupos mientras usted escribía."),
        _l("Elija otra vez el grupo."),
    ),
    "group-seats-wrong": Said(
        _l("Revise cuántos asientos tiene"),
        _l("Un grupo tiene de 0 a 999 asientos."),
        _l("Escriba otro número."),
    ),
    "group-still-seated": Said(
        _l("Alguien se sienta todavía por ese grupo"),
        _l("Un grupo deja la mesa cuando ya nadie se sienta por él."),
        _l("Anote primero que esas personas dejaron la mesa."),
    ),
    "group-unknown": Said(
        _l("Ese grupo no es de esta oficina"),
        _l("La oficina cambió sus grupos mientras usted escribía."),
        _l("Elija otra vez el grupo."),
    ),
    "group-verifies-itself": Said(
        _l("El grupo que comprueba también se compromete"),
        _l("Nadie comprueba su propia promesa, tampoco quien ayuda a cumplirla."),
        _l("Tiene que comprobarlo otro grupo. La oficina escribe cuál."),
    ),
    "group-without-name": Said(
        _l("Falta el nombre del grupo"),
        _l("Sin nombre nadie lo puede elegir."),
        _l("Escríbalo y guarde otra vez."),
    ),
    "groups-there": Said(
        _l("La oficina ya tiene grupos"),
        _l("La lista de siempre se ofrece solo cuando no hay ninguno."),
        _l("Agregue los que faltan, uno por uno."),
    ),
    "guests-too-many": Said(
        _l("Son muchas invitaciones seguidas"),
        _l("Se invita a veinte personas por hora, para que nadie envíe cartas sin límite."),
        _l("Espere una hora y siga."),
    ),
    "handler-has-conflict": Said(
        _l("Esa persona no puede llevar este caso"),
        _l("Declaró un conflicto de interés con la parte señalada."),
        _l("Elija a otra persona de la oficina."),
    ),
    "hands-without-meeting": Said(
        _l("Falta la reunión en que se contaron las manos"),
        _l("Con quienes estaban en la sala se sabe si el grupo tenía quórum."),
        _l("Elija la reunión, o anote desde la sala de la mesa."),
    ),
    "import-ended-already": Said(
        _l("Esa hoja ya no espera"),
        _l("Alguien ya la confirmó o la dejó."),
        _l("Si falta algo, traiga la hoja otra vez: lo que ya está no se repite."),
    ),
    "invitation-needed": Said(
        _l("Este taller es solo con invitación"),
        _l("Cada invitación trae un código, y sin él nadie se inscribe."),
        _l("Escriba el código de su invitación o pida una a la oficina."),
    ),
    "invitation-used": Said(
        _l("Esa invitación ya se usó"),
        _l("Cada código sirve para una sola inscripción."),
        _l("Con el mismo código puede ver su inscripción. Si no fue usted, avise a la oficina."),
    ),
    "invitations-out-of-bounds": Said(
        _l("Son muchas invitaciones de una vez"),
        _l("Se hacen entre 1 y 200 a la vez."),
        _l("Divida la lista en partes."),
    ),
    "last-in-role": Said(
        _l("Es la última persona en ese rol"),
        _l("Sin ella algo deja de funcionar en la oficina."),
        _l("Dé primero el rol a otra persona, o marque que entiende lo que deja de funcionar."),
    ),
    "has-it-already": Said(
        _l("Esa persona ya lleva el caso"),
        _l("No hay nada que cambiar."),
        _l("Elija a otra persona de la oficina."),
    ),
    "left-before-arriving": Said(
        _l("La hora de salida es antes de la llegada"),
        _l("Nadie se va antes de llegar."),
        _l("Revise las dos horas."),
    ),
    "mandate-days-wrong": Said(
        _l("Revise los días del mandato"),
        _l("Un mandato termina después de empezar."),
        _l("Corrija los días y guarde otra vez."),
    ),
    "meeting-not-closed": Said(
        _l("La reunión no está cerrada"),
        _l("Solo se abre otra vez lo que se cerró."),
        _l("Mire la página de la reunión: quizá otra persona ya la abrió."),
    ),
    "meeting-not-open": Said(
        _l("La reunión no está abierta"),
        _l("Solo se cierra una reunión que se abrió."),
        _l("Mire la página de la reunión: quizá otra persona ya la cerró."),
    ),
    "meeting-of-another-process": Said(
        _l("Esa reunión no es de este proceso"),
        _l("Un punto se lleva a la agenda de una reunión de su propio proceso."),
        _l("Elija una de la lista, o planee primero la reunión."),
    ),
    "meeting-opened-already": Said(
        _l("La reunión ya se abrió"),
        _l("Lo que ya empezó no se abre de nuevo ni se cancela."),
        _l("Mire la página de la reunión y siga desde allí."),
    ),
    "meeting-too-long": Said(
        _l("Son demasiados días"),
        _l("Una reunión dura hasta 31 días seguidos."),
        _l("Divida la reunión en varias, una detrás de otra."),
    ),
    "member-sits-already": Said(
        _l("Esa persona ya está en la mesa"),
        _l("Cada cuenta tiene un solo lugar en un estudio."),
        _l("Elija otra cuenta, o deje el lugar como está."),
    ),
    "member-without-name": Said(
        _l("Falta el nombre"),
        _l("Cada lugar en la mesa tiene un nombre."),
        _l("Escriba el nombre de la persona."),
    ),
    "merge-with-itself": Said(
        _l("Una línea no se une consigo misma"),
        _l("Para unir hacen falta dos líneas."),
        _l("Elija otra línea."),
    ),
    "minutes-impossible": Said(
        _l("Ese tiempo no es posible"),
        _l("Un punto dura entre un minuto y un día."),
        _l("Escriba los minutos con un número."),
    ),
    "moderated-already": Said(
        _l("Eso ya se decidió"),
        _l("Otra persona revisó esta afirmación mientras tanto."),
        _l("Abra la página otra vez y vea qué se decidió."),
    ),
    "moderation-without-reason": Said(
        _l("Falta el motivo"),
        _l("Quien la escribió y las demás personas leen por qué se quitó."),
        _l("Escriba el motivo."),
    ),
    "moment-closed": Said(
        _l("Esta hoja está cerrada"),
        _l("Ahora no se reciben respuestas."),
        _l("Pregunte a quien facilita el taller."),
    ),
    "move-not-allowed": Said(
        _l("Ese paso no se puede dar ahora"),
        _l("El caso está en otro momento de su camino."),
        _l("Abra el caso otra vez: allí están los pasos que se pueden dar."),
    ),
    "name-missing": Said(
        _l("Falta el nombre"),
        _l("En la lista cada persona tiene un nombre."),
        _l("Escriba el nombre de la persona."),
    ),
    "name-needed": Said(
        _l("Para esto la oficina necesita un nombre"),
        _l("Esta oficina no recibe esta vía sin nombre."),
        _l("Ponga su nombre, que puede quedar reservado, o elija una alerta."),
    ),
    "name-too-long": Said(
        _l("El nombre es demasiado largo"),
        _l("Un nombre tiene hasta 160 letras."),
        _l("Escriba un nombre más corto."),
    ),
    "named-unreachable": Said(
        _l("Falta a dónde avisar"),
        _l("Se avisa a una persona de la oficina o a un correo."),
        _l("Elija a una persona o escriba un correo."),
    ),
    "new-date-is-past": Said(
        _l("La nueva fecha ya pasó"),
        _l("Una fecha nueva tiene que estar por venir."),
        _l("Escriba otra fecha."),
    ),
    "news-from-tomorrow": Said(
        _l("Ese día todavía no llega"),
        _l("Se anota lo que ya pasó."),
        _l("Revise la fecha."),
    ),
    "news-without-content": Said(
        _l("Falta la novedad"),
        _l("Una novedad dice algo: qué pasó, cuánto se avanzó, una prueba o una demora."),
        _l("Complete al menos un dato."),
    ),
    "next-before-this": Said(
        _l("La próxima reunión es antes que esta"),
        _l("Lo que sigue viene después."),
        _l("Revise el día de la próxima reunión."),
    ),
    "no-second-step": Said(
        _l("Esa persona no tiene segundo paso"),
        _l("No hay nada que quitar: su cuenta pide solo la contraseña."),
        _l("Si su rol lo pide, la persona lo pone cuando entra."),
    ),
    "not-a-handler": Said(
        _l("Esa persona no lleva casos"),
        _l("Solo se asigna un caso a quien tiene ese rol en la oficina."),
        _l("Elija a otra persona de la oficina."),
    ),
    "not-allowed": Said(
        _l("Usted no puede hacer esto"),
        _l("Su rol en esta oficina no lo permite."),
        _l("Si cree que debería poder, hable con quien administra su oficina."),
    ),
    "not-an-old-acta": Said(
        _l("Esta reunión no es un acta antigua"),
        _l("Sus acuerdos y compromisos se anotan en sus propias páginas."),
        _l("Vuelva a la página de la reunión."),
    ),
    "not-on-the-list": Said(
        _l("Esa persona ya no está en la lista"),
        _l("Otra persona la retiró o la unió a otra línea."),
        _l("Mire las retiradas; allí puede devolverla a la lista."),
    ),
    "nothing-to-confirm": Said(
        _l("Todavía no toca decir si se cumplió"),
        _l("Nadie dijo aún que está hecho y su fecha no ha llegado, o las partes lo dejaron."),
        _l("Espere a su fecha, o pregunte a la oficina."),
    ),
    "nothing-to-take-back": Said(
        _l("No hay nada que retirar"),
        _l("No consta ninguna posición, o ya se retiró."),
        _l("Mire la ronda otra vez."),
    ),
    "objections-not-heard": Said(
        _l("Todavía no se leen las objeciones"),
        _l("Una objeción se recoge cuando la mesa dejó de recibir posiciones y antes de cerrar."),
        _l("Deje primero de recibir posiciones."),
    ),
    "offered-already": Said(
        _l("Esa preocupación ya se ofreció"),
        _l("La misma oficina la tiene o ya la aceptó."),
        _l("Vea en la lista qué se decidió."),
    ),
    "office-address-taken": Said(
        _l("Ya hay una oficina con esa dirección"),
        _l("La dirección web de cada oficina es única."),
        _l("Escriba otra dirección."),
    ),
    "office-needs-a-language": Said(
        _l("Falta el idioma de la oficina"),
        _l("Una oficina atiende al menos en un idioma."),
        _l("Marque uno o más idiomas."),
    ),
    "office-text-too-long": Said(
        _l("El texto es demasiado largo"),
        _l("La página de la oficina debe abrir rápido también con mala señal."),
        _l("Escriba hasta 600 letras en cada texto."),
    ),
    "old-acta-ahead": Said(
        _l("Esa fecha todavía no llega"),
        _l("Un acta antigua es de una reunión que ya pasó."),
        _l("Revise la fecha del acta."),
    ),
    "on-the-list-already": Said(
        _l("Ya hay alguien con ese nombre en la lista"),
        _l("Puede ser la misma persona."),
        _l("Si son dos personas, márquelo y guarde otra vez."),
    ),
    "only-an-ombudsman-receives-grievances": Said(
        _l("Esta oficina no recibe quejas"),
        _l("Solo una defensoría recibe quejas."),
        _l("Deje las vías sin marcar o cambie la clase de oficina."),
    ),
    "only-concerns-have-themes": Said(
        _l("Solo las preocupaciones van en temas"),
        _l("Lo que eligió es otra cosa: una propuesta, una pregunta o una experiencia."),
        _l("Elija una preocupación."),
    ),
    "option-unknown": Said(
        _l("Esa respuesta no es de esta ronda"),
        _l("Cada forma de decidir tiene sus respuestas."),
        _l("Elija una de las que se ofrecen."),
    ),
    "options-too-many": Said(
        _l("Son demasiadas alternativas"),
        _l("Nadie puede ordenar tantas de una vez. Caben hasta 12."),
        _l("Junte algunas, o haga dos propuestas."),
    ),
    "order-not-by-hands": Said(
        _l("Un orden no se cuenta a mano alzada"),
        _l("Cada persona, o la delegación, pone las alternativas en su orden."),
        _l("Anote persona por persona, o una voz por el grupo."),
    ),
    "order-wrong": Said(
        _l("Revise el orden"),
        _l("Dos alternativas no pueden tener el mismo lugar, y hace falta al menos una."),
        _l("Corrija los lugares y guarde otra vez."),
    ),
    "organisation-missing": Said(
        _l("Falta el nombre"),
        _l("Sin nombre nadie sabe de quién es el proceso."),
        _l("Escriba el proveedor o contratista."),
    ),
    "outcome-incomplete": Said(
        _l("La respuesta está incompleta"),
        _l("Una respuesta dice qué se encontró y cómo se resolvió."),
        _l("Complete los dos datos y envíe otra vez."),
    ),
    "participation-days-wrong": Said(
        _l("Revise los días del acuerdo"),
        _l("Se firma hoy o antes, y vale hasta un día después de la firma."),
        _l("Corrija los días y guarde otra vez."),
    ),
    "participation-without-signatories": Said(
        _l("Falta quién firmó"),
        _l("Un acuerdo de participación lo firma alguien por su grupo."),
        _l("Escriba al menos un nombre."),
    ),
    "passkey-refused": Said(
        _l("No pudimos comprobar la llave de acceso"),
        _l("El aparato respondió algo que no corresponde a esta cuenta, o pasó mucho tiempo."),
        _l("Vuelva atrás y pruebe otra vez."),
    ),
    "person-did-not-agree": Said(
        _l("Falta el acuerdo de la persona"),
        _l("Lo que se toma por visita o por teléfono se registra solo si la persona quiere."),
        _l("Pregúntele y marque la casilla, o descarte el borrador."),
    ),
    "phase-in-use": Said(
        _l("Esta fase tiene talleres"),
        _l("Solo se quita una fase vacía."),
        _l("Pase primero sus talleres a otra fase."),
    ),
    "photo-without-consent": Said(
        _l("Falta el consentimiento"),
        _l("Una foto de personas se guarda solo si ellas lo aceptaron."),
        _l("Escriba quién aceptó, o cómo lo dijeron."),
    ),
    "place-name": Said(
        _l("Ese nombre no sirve"),
        _l("Un nombre tiene hasta 120 letras y empieza con una letra o un número."),
        _l("Vuelva atrás y escríbalo de otra manera."),
    ),
    "place-of-a-list": Said(
        _l("Este lugar viene de una lista"),
        _l("A mano solo se cambian las comunidades que se agregaron a mano."),
        _l("Para cambiarlo, importe una lista corregida."),
    ),
    "place-of-another-country": Said(
        _l("Ese lugar es de otro país"),
        _l("El país de una oficina no cambia."),
        _l("Elija un lugar y una hora de su país."),
    ),
    "places-faulty": Said(
        _l("La lista tiene errores"),
        _l("No se cambió nada."),
        _l("Abra la lista otra vez: allí está cada error con su fila."),
    ),
    "places-not-taken-over": Said(
        _l("Esta lista no se importó"),
        _l("Solo se vuelve a lo que había antes de una lista que se importó."),
        _l("Elija otra lista."),
    ),
    "places-taken-over": Said(
        _l("Esta lista ya se importó"),
        _l("Una lista se importa una sola vez."),
        _l("Abra la página de importar y mire cómo quedó."),
    ),
    "own-rendering": Said(
        _l("Otra persona debe revisar este texto"),
        _l("Quien escribió la transcripción o la traducción no la revisa."),
        _l("Pida a una colega o un colega que lo compare con el original."),
    ),
    "plain-file-too-big": Said(
        _l("El archivo es demasiado grande"),
        _l("Recibimos archivos de hasta 15 MB."),
        _l("Comprímalo, o suba solo la parte que hace falta."),
    ),
    "point-in-use": Said(
        _l("En ese punto ya se trabajó"),
        _l("Se habló, se decidió o se mostró algo en él, y el acta lo necesita."),
        _l("Déjelo en la agenda. Puede cambiar su título."),
    ),
    "points-too-many": Said(
        _l("La agenda es demasiado larga"),
        _l("Una agenda tiene hasta 100 puntos."),
        _l("Junte algunos puntos, o divida la reunión."),
    ),
    "polis-cell": Said(
        _l("Una celda del archivo no se entiende"),
        _l("Cada voto es 1, 0 o -1, y cada persona y cada frase es un número."),
        _l("Corrija la fila que se nombra, o exporte otra vez desde Polis."),
    ),
    "polis-columns": Said(
        _l("Al archivo le falta una columna"),
        _l("Se leen los archivos tal como Polis los exporta, con sus nombres de columna."),
        _l("Exporte otra vez desde Polis y no cambie la primera fila."),
    ),
    "polis-counts-differ": Said(
        _l("Los archivos no son de la misma conversación"),
        _l("Una frase tiene otra cuenta de votos que la que dan los votos."),
        _l("Elija los archivos de una misma exportación."),
    ),
    "polis-file-missing": Said(
        _l("Falta un archivo de la conversación"),
        _l("Para importar hacen falta los votos (votes.csv) y las frases (comments.csv)."),
        _l("Elija los dos archivos y envíe otra vez."),
    ),
    "polis-not-text": Said(
        _l("Ese archivo no es un CSV de Polis"),
        _l("Se leen archivos CSV en UTF-8, con comas."),
        _l("Exporte otra vez desde Polis y no guarde el archivo con otro programa."),
    ),
    "polis-people-differ": Said(
        _l("Los votos de una persona no coinciden"),
        _l("En participants-votes.csv está el último voto de cada persona de votes.csv."),
        _l("Elija los archivos de una misma exportación."),
    ),
    "polis-signs-turned": Said(
        _l("Acuerdo y desacuerdo están cambiados"),
        _l("En estos archivos, estar de acuerdo es 1 y no estarlo es -1."),
        _l("Exporte otra vez desde Polis, con la exportación de datos."),
    ),
    "polis-too-large": Said(
        _l("La conversación es demasiado grande"),
        _l("Hay un límite de votos, de personas, de frases y de archivo."),
        _l("Pida a quien administra la plataforma que la importe."),
    ),
    "polis-twice": Said(
        _l("El archivo dice dos veces lo mismo"),
        _l("Una persona, una frase o una línea está repetida."),
        _l("Exporte otra vez desde Polis y no junte archivos."),
    ),
    "polis-unknown-statement": Said(
        _l("Hay votos sobre una frase que no está"),
        _l("Toda frase de votes.csv debe estar en comments.csv."),
        _l("Elija los archivos de una misma exportación."),
    ),
    "position-without-reason": Said(
        _l("Falta decir por qué"),
        _l("En esta ronda, quien no apoya la propuesta dice sus razones."),
        _l("Escriba por qué en pocas palabras."),
    ),
    "post-moderated-already": Said(
        _l("Ya no se puede adjuntar aquí"),
        _l("Este aporte ya se revisó, y lo que se agregue después nadie lo habría revisado."),
        _l("Escriba otro aporte y adjunte la evidencia ahí."),
    ),
    "press-again": Said(
        _l("Presione el botón otra vez"),
        _l("El envío llegó incompleto."),
        _l("Vuelva atrás y presione el botón una vez más."),
    ),
    "programme-ended": Said(
        _l("Este programa terminó"),
        _l("En un programa terminado no se planifica ni se inscribe a nadie."),
        _l("Si sigue, ábralo otra vez en su página."),
    ),
    "progress-not-in-percent": Said(
        _l("El avance va de 0 a 100"),
        _l("Es la parte que ya está hecha, de cada 100."),
        _l("Escriba un número de 0 a 100."),
    ),
    "promise-stands-in-minutes": Said(
        _l("Este compromiso se corrige en su reunión"),
        _l("El acta dice lo mismo, y las dos deben decir lo mismo."),
        _l("Abra la reunión donde se prometió, mientras su acta es un borrador."),
    ),
    "promise-counts-no-more": Said(
        _l("El acuerdo de este compromiso ya no vale"),
        _l("Se anuló o lo reemplazó otro. Lo que quedó comprobado hasta entonces no cambia."),
        _l("Si hace falta, las partes lo prometen otra vez."),
    ),
    "promise-not-in-force": Said(
        _l("El compromiso todavía no rige"),
        _l("Está en un acuerdo que las partes no terminaron de firmar."),
        _l("Espere a que el acuerdo esté vigente."),
    ),
    "promise-told-already": Said(
        _l("Ya hay novedades de este compromiso"),
        _l("Lo que se prometió no cambia cuando ya se contó algo de ello."),
        _l("Anote una novedad, o cámbielo por otro con acuerdo de las partes."),
    ),
    "promise-verified-by-itself": Said(
        _l("Quien se compromete no se comprueba a sí mismo"),
        _l("Comprueba siempre alguien distinto."),
        _l("Escriba a otra persona o a otro grupo."),
    ),
    "promise-without-date": Said(
        _l("Falta hasta cuándo"),
        _l("Un compromiso tiene una fecha, se repite, o espera una condición."),
        _l("Escriba la fecha en que vence, cada cuánto se repite o la condición."),
    ),
    "promise-without-responsible": Said(
        _l("Falta quién se compromete"),
        _l("Sin responsable nadie responde."),
        _l("Escriba un grupo o una persona."),
    ),
    "promise-without-verifier": Said(
        _l("Falta quién comprueba"),
        _l("Alguien distinto tiene que mirar si se cumplió."),
        _l("Escriba un grupo o una persona."),
    ),
    "promise-without-words": Said(
        _l("Falta qué se promete"),
        _l("Un compromiso dice qué se va a hacer."),
        _l("Escríbalo con palabras sencillas."),
    ),
    "proven-already": Said(
        _l("Este compromiso ya está comprobado"),
        _l("Lo que se comprobó no se comprueba otra vez."),
        _l("Si no fue así, diga que se cumplió en parte o que no se cumplió."),
    ),
    "proposal-withdrawn": Said(
        _l("La propuesta ya no está en la mesa"),
        _l("Se retiró: puede leerse, pero no se decide sobre ella."),
        _l("Traiga otra propuesta si hace falta."),
    ),
    "public-wording-changed": Said(
        _l("Aquí solo se quitan palabras"),
        _l("Es lo que alguien dijo: no se le ponen otras palabras."),
        _l("Borre los nombres y deje lo demás como estaba."),
    ),
    "public-wording-unseen": Said(
        _l("Mire cómo lo leerá cualquiera"),
        _l("El hilo es público. Quien habló aceptó que se cite; a quien nombró no se le preguntó."),
        _l("Borre los nombres de personas que vea abajo y adjunte otra vez."),
    ),
    "purpose-unknown": Said(
        _l("No sabemos qué es ese archivo"),
        _l("Diga si es una carta, una grabación o algo que muestra lo que pasó."),
        _l("Elija una opción y agréguelo otra vez."),
    ),
    "question-open-already": Said(
        _l("La pregunta ya está abierta"),
        _l("Solo se abre otra vez una pregunta cerrada."),
        _l("Espere la respuesta, o haga otra pregunta."),
    ),
    "question-without-words": Said(
        _l("Falta la pregunta"),
        _l("Una pregunta necesita palabras."),
        _l("Escríbala y guarde otra vez."),
    ),
    "questions-answered": Said(
        _l("Las preguntas ya no se cambian"),
        _l("Alguien ya respondió, y todas las hojas deben decir lo mismo."),
        _l("Para preguntar otra cosa, use el cuestionario de otro taller."),
    ),
    "questions-missing": Said(
        _l("No hay preguntas"),
        _l("Sin preguntas no hay nada que responder."),
        _l("Escriba primero las preguntas."),
    ),
    "questions-too-many": Said(
        _l("Son demasiadas preguntas"),
        _l("Una hoja lleva hasta 40."),
        _l("Quite alguna, o haga dos talleres."),
    ),
    "reason-missing": Said(
        _l("Falta el motivo"),
        _l("Quien lea esto después debe entender por qué se hizo."),
        _l("Escriba el motivo."),
    ),
    "received-in-future": Said(
        _l("Esa fecha todavía no llega"),
        _l("El día en que la persona vino, llamó o escribió no puede ser mañana."),
        _l("Corrija la fecha y guarde otra vez."),
    ),
    "received-long-ago": Said(
        _l("Falta decir por qué se registra tan tarde"),
        _l("Pasaron más de 60 días desde que la persona vino, llamó o escribió."),
        _l("Escriba el motivo debajo de la fecha."),
    ),
    "reference-unknown": Said(
        _l("No encontramos ese código"),
        _l("Puede estar mal escrito, o ser de algo que usted no puede ver."),
        _l("Revise el código y escríbalo otra vez."),
    ),
    "registration-closed": Said(
        _l("La inscripción está cerrada"),
        _l("Pasó la fecha, la oficina la cerró, o el taller ya no se hace."),
        _l("Pregunte a la oficina que organiza el taller."),
    ),
    "registration-over": Said(
        _l("Esta inscripción ya no está en pie"),
        _l("Ya se anotó que la persona no viene, o no hubo lugar."),
        _l("Si quiere venir, inscríbase otra vez."),
    ),
    "rejected-how-missing": Said(
        _l("Falta decir cómo se ve el cumplimiento"),
        _l("Si no se comprobó, se cumplió en parte o no se cumplió."),
        _l("Elija una de las dos."),
    ),
    "review-after-leaving": Said(
        _l("Ese día ya no estaba en el Consejo"),
        _l("Cuenta lo que firmó hasta el día en que se fue."),
        _l("Revise la fecha del papel."),
    ),
    "review-from-tomorrow": Said(
        _l("Ese día todavía no llegó"),
        _l("Se anota lo que ya se firmó."),
        _l("Revise la fecha."),
    ),
    "review-of-unknown-model": Said(
        _l("Esa versión no dio evidencia aquí"),
        _l("Se revisan las versiones del modelo que dieron evidencia en este estudio."),
        _l("Elija una de la lista."),
    ),
    "review-signed-with-another-name": Said(
        _l("El nombre no es el mismo"),
        _l("Se firma con el nombre que tiene en el Consejo."),
        _l("Escríbalo igual que está escrito allí."),
    ),
    "review-without-paper": Said(
        _l("Falta el papel firmado"),
        _l("De lo que se firma en papel se guarda la foto o el PDF."),
        _l("Adjunte el archivo."),
    ),
    "review-without-reasons": Said(
        _l("Faltan las razones"),
        _l("Un veredicto sin razones no ayuda a nadie."),
        _l("Escriba por qué."),
    ),
    "revoked-already": Said(
        _l("Ese documento ya no vale"),
        _l("Alguien lo dejó sin valor antes."),
        _l("No hace falta hacer nada más."),
    ),
    "right-choice-unknown": Said(
        _l("La respuesta correcta no existe"),
        _l("Su número no está entre las respuestas."),
        _l("Escriba el número de una de las respuestas, o déjelo vacío."),
    ),
    "role-unknown-here": Said(
        _l("Ese rol no existe en esta oficina"),
        _l("Cada clase de oficina tiene sus propios roles."),
        _l("Elija un rol de la lista."),
    ),
    "room-not-open": Said(
        _l("La reunión no está abierta"),
        _l("En la sala se anota mientras la gente está en ella."),
        _l("Abra la reunión, o mire si ya terminó."),
    ),
    "round-going-on": Said(
        _l("Hay una ronda abierta sobre esta propuesta"),
        _l("Mientras se responde, el texto no cambia y no se abre otra ronda."),
        _l("Cierre o anule primero la ronda."),
    ),
    "round-in-other-acta": Said(
        _l("Ese resultado ya está en otra acta"),
        _l("Un resultado consta una sola vez."),
        _l("Búsquelo en el acta de la otra reunión."),
    ),
    "round-not-by-consent": Said(
        _l("En esta ronda no se recogen objeciones"),
        _l("Solo cuando se decide por consentimiento se leen las objeciones antes de cerrar."),
        _l("Cierre la ronda."),
    ),
    "round-not-closed": Said(
        _l("La ronda no se cerró todavía"),
        _l("Al acta va lo que resultó, ya sellado."),
        _l("Cierre primero la ronda."),
    ),
    "round-not-open": Said(
        _l("La ronda no recibe posiciones ahora"),
        _l("Todavía no se abre, ya se cerró o terminó su tiempo."),
        _l("Mire en la propuesta si hay otra ronda abierta."),
    ),
    "round-without-groups": Said(
        _l("La mesa no tiene grupos"),
        _l("Sin grupos no hay quién responda."),
        _l("Anote primero las partes de la mesa y sus asientos."),
    ),
    "round-without-options": Said(
        _l("No hay alternativas que ordenar"),
        _l("Para un orden de preferencia hacen falta dos o más."),
        _l("Escriba una versión nueva con sus alternativas."),
    ),
    "run-declined-without-reason": Said(
        _l("Falta por qué no se acepta"),
        _l("Quien propuso una pregunta debe saber por qué no se hace."),
        _l("Escriba el motivo."),
    ),
    "run-for-nobody": Said(
        _l("Esa persona no está en la mesa"),
        _l("Se anota lo que propone un miembro del estudio que sigue en la mesa."),
        _l("Elija a otra persona, o propóngalo usted."),
    ),
    "run-inputs-refused": Said(
        _l("El modelo no acepta esos datos"),
        _l("Un dato falta o está fuera de lo que el modelo puede calcular."),
        _l("Abra una pregunta nueva y revise cada dato."),
    ),
    "run-model-changed": Said(
        _l("El modelo cambió de versión"),
        _l("Esta pregunta se preparó con otra versión, y la respuesta ya no sería comparable."),
        _l("Prepare la pregunta otra vez con la versión de hoy."),
    ),
    "run-not-to-be-repeated": Said(
        _l("No hace falta pedirla de nuevo"),
        _l("Esta pregunta sigue en marcha o ya tiene su evidencia."),
        _l("Mire en su página cómo va y qué salió."),
    ),
    "run-others-at-work": Said(
        _l("Ya hay varias preguntas en marcha"),
        _l("El modelo calcula una después de otra. Quien espera demasiado se queda sin respuesta."),
        _l("Espere a que termine una y mande esta después."),
    ),
    "run-proposals-of-the-day": Said(
        _l("Usted propuso muchas preguntas hoy"),
        _l("Cada propuesta la lee una persona de la oficina."),
        _l("Proponga las demás mañana, o pida a la oficina que elija con usted."),
    ),
    "run-proposals-open": Said(
        _l("El estudio tiene muchas propuestas sin responder"),
        _l("Entre tantas nadie encuentra la que importa."),
        _l("Pida a la oficina que acepte o no acepte las que esperan."),
    ),
    "run-starts-of-the-day": Said(
        _l("Usted mandó a calcular muchas preguntas hoy"),
        _l("El servicio del modelo es de todos."),
        _l("Mande las demás mañana, o pídalo a otra persona de la oficina."),
    ),
    "run-without-model": Said(
        _l("Ningún servicio ofrece ahora el modelo de este estudio"),
        _l("Sin el modelo no se puede preguntar nada. Lo guardado sigue disponible."),
        _l("Pruebe más tarde, o avise a quien administra la plataforma."),
    ),
    "run-without-reason": Said(
        _l("Falta para qué se pregunta"),
        _l("La evidencia dice para qué se hizo cada pregunta."),
        _l("Escriba para qué sirve la respuesta."),
    ),
    "said-by-nobody": Said(
        _l("Falta decir quién lo dice"),
        _l("Si anota lo que dijo un grupo, escriba el nombre del grupo."),
        _l("Escriba el nombre del grupo."),
    ),
    "sealed-already": Said(
        _l("Ese texto ya está sellado"),
        _l("No cambió nada desde la última versión sellada."),
        _l("Corrija algo o deje el acta como está."),
    ),
    "seat-does-not-sign": Said(
        _l("Ese asiento no firma"),
        _l("Firman titulares y alternos de esta mesa."),
        _l("Elija a otra persona de la lista."),
    ),
    "seat-does-not-vote": Said(
        _l("Ese asiento no vota aquí"),
        _l("No es de esta mesa, su mandato terminó, o no vota en esta conversación."),
        _l("Compare el número con la hoja."),
    ),
    "seat-for-oneself": Said(
        _l("Usted no puede sentarse en esta mesa"),
        _l("Quien cuida una mesa no habla ni decide en ella por una parte."),
        _l("Pida a otra persona de la oficina que cuide la mesa."),
    ),
    "seat-left": Said(
        _l("Ese asiento ya terminó"),
        _l("La persona dejó la mesa o su mandato venció."),
        _l("Dele un asiento nuevo, o renueve primero el mandato."),
    ),
    "seat-left-wrong-day": Said(
        _l("Revise qué día se fue"),
        _l("Se fue entre el día en que se sentó y hoy."),
        _l("Corrija el día y guarde otra vez."),
    ),
    "seat-without-mandate": Said(
        _l("Ese día no tenía mandato"),
        _l("Su mandato no había empezado o ya había terminado el día de la firma."),
        _l("Revise el día, o anote primero su mandato."),
    ),
    "seat-not-accredited": Said(
        _l("Ese asiento no responde en esta ronda"),
        _l("Responden titulares y alternos que estaban acreditados al abrirse la ronda."),
        _l("Revise los asientos. Quien se acredita después responde en la ronda que sigue."),
    ),
    "seat-without-name": Said(
        _l("Falta el nombre"),
        _l("Cada asiento y cada tarea es de alguien."),
        _l("Escriba el nombre y guarde otra vez."),
    ),
    "seats-all-taken": Said(
        _l("No quedan asientos para ese grupo"),
        _l("Todos sus asientos de titular están ocupados."),
        _l("Suba el número de asientos del grupo, o anote primero quién dejó la mesa."),
    ),
    "seats-for-cards-wrong": Said(
        _l("Marque para quiénes son las tarjetas"),
        _l("Se imprimen de 1 a 80 a la vez."),
        _l("Marque los asientos y mande otra vez."),
    ),
    "second-step-first": Said(
        _l("Primero ponga su segundo paso"),
        _l("Su rol abre casos o cuentas de otras personas: la contraseña sola no basta."),
        _l("Abra «Mi cuenta» y ponga la aplicación de códigos o una llave de acceso."),
    ),
    "second-step-needed": Said(
        _l("No puede quedarse sin segundo paso"),
        _l("Es el único que tiene, y su rol lo pide."),
        _l("Ponga antes otro: la aplicación de códigos o una llave de acceso."),
    ),
    "said-meanwhile": Said(
        _l("Llegó otro mensaje mientras usted escribía"),
        _l("No enviamos el suyo para que no se cruce con el otro."),
        _l("Lea abajo lo nuevo. Su texto sigue aquí: envíelo si todavía hace falta."),
    ),
    "sent-before": Said(
        _l("Ya recibimos un envío de esta página"),
        _l("Lo primero que envió está guardado. Este texto es distinto."),
        _l("Si quiere mandarlo como otro mensaje, envíelo otra vez. Si no, cierre esta página."),
    ),
    "settings-wrong": Said(
        _l("Revise los umbrales"),
        _l("Son números de 0 a 100; una mayoría es menos de 100."),
        _l("Corrija el número y guarde otra vez."),
    ),
    "severity-missing": Said(
        _l("Falta valorar la gravedad"),
        _l("Antes de admitir, dos personas valoran el daño, el alcance y si se puede reparar."),
        _l("Complete la valoración y repita el paso."),
    ),
    "share-out-of-bounds": Said(
        _l("Esa parte no puede ser"),
        _l("Una parte va de 1 a 100 por ciento."),
        _l("Escriba otro número."),
    ),
    "share-twice": Said(
        _l("Una parte está dos veces"),
        _l("Cada grupo se pide una sola vez."),
        _l("Quite una de las dos."),
    ),
    "shares-above-all": Said(
        _l("Los grupos juntos pasan de 100 por ciento"),
        _l("Una persona pertenece a un solo grupo."),
        _l("Baje alguno de los números."),
    ),
    "sheet-blank": Said(
        _l("La hoja está vacía"),
        _l("Sin ningún voto no hay qué anotar."),
        _l("Escriba al menos un voto."),
    ),
    "sheet-broken": Said(
        _l("No pudimos abrir la hoja de cálculo"),
        _l("El archivo está dañado o llegó incompleto."),
        _l("Ábrala en su programa, guárdela otra vez y vuelva a enviarla."),
    ),
    "sheet-changes-nothing": Said(
        _l("No hay nada que guardar"),
        _l("La lista ya dice lo mismo que la hoja."),
        _l("Puede descartar la hoja."),
    ),
    "sheet-empty": Said(
        _l("La hoja de cálculo está vacía"),
        _l("No encontramos nada escrito en ella."),
        _l("Revise que envió el archivo correcto."),
    ),
    "sheet-ended": Said(
        _l("Esta hoja ya se confirmó o se descartó"),
        _l("Una hoja se guarda una sola vez."),
        _l("Si hace falta, tráigala otra vez."),
    ),
    "sheet-entered-before": Said(
        _l("Ese número ya votó"),
        _l("Por internet o en otra hoja. Cada persona cuenta una vez, con su último voto."),
        _l("Compare el número con la hoja. Si es la misma persona otra vez, márquelo abajo."),
    ),
    "sheet-html": Said(
        _l("Es una página web con nombre de hoja de cálculo"),
        _l("Algunos programas guardan así lo que descargan."),
        _l("Ábrala en Excel o LibreOffice, guárdela como XLSX y envíe ese archivo."),
    ),
    "sheet-list-changed": Said(
        _l("La lista cambió mientras tanto"),
        _l("Lo que se mostró ya no es lo que se guardaría."),
        _l("Mire otra vez la hoja y confirme."),
    ),
    "sheet-locked": Said(
        _l("La hoja de cálculo pide una contraseña"),
        _l("No podemos leerla así."),
        _l("Quítele la contraseña, guárdela y envíela otra vez."),
    ),
    "sheet-not-a-sheet": Said(
        _l("No es una hoja de cálculo"),
        _l("Leemos archivos XLSX, XLS, ODS y CSV."),
        _l("Si la lista está en un PDF, una foto o un texto, pásela primero a una hoja."),
    ),
    "sheet-questions-open": Said(
        _l("Faltan respuestas"),
        _l("No sabemos qué quieren decir algunas marcas de la hoja."),
        _l("Responda las preguntas y presione «Leer otra vez así»."),
    ),
    "sheet-renamed": Said(
        _l("El nombre del archivo no dice lo que es"),
        _l("Por ejemplo, termina en .xlsx y por dentro es una hoja .xls antigua."),
        _l("Ábralo en su programa, guárdelo como XLSX y envíe ese archivo."),
    ),
    "sheet-sent-before": Said(
        _l("Esa hoja ya llegó"),
        _l("Con la misma página se envió antes otra hoja."),
        _l("Abra la página otra vez y responda de nuevo."),
    ),
    "sheet-timed-out": Said(
        _l("No terminamos de leer la hoja de cálculo"),
        _l("Leerla tomó más tiempo del que podemos darle."),
        _l("Copie solo la lista a una hoja nueva y envíela."),
    ),
    "sheet-too-complex": Said(
        _l("La hoja de cálculo ocupa demasiado al abrirla"),
        _l("Por dentro es mucho más grande de lo que parece."),
        _l("Copie solo la lista a una hoja nueva y envíela."),
    ),
    "sheet-too-large": Said(
        _l("La hoja de cálculo es demasiado grande"),
        _l("Recibimos hojas de hasta 5 MB."),
        _l("Quite las fotos y las hojas que no hacen falta y envíela otra vez."),
    ),
    "sheet-too-many-rows": Said(
        _l("La hoja de cálculo tiene demasiadas filas"),
        _l("Leemos hasta 5000 filas en cada hoja."),
        _l("Borre lo que está más abajo, o reparta la lista en varios archivos."),
    ),
    "sheet-too-wide": Said(
        _l("La hoja de cálculo tiene demasiadas columnas"),
        _l("Leemos hasta 100 columnas en cada hoja."),
        _l("Borre lo que está más a la derecha y envíela otra vez."),
    ),
    "sheet-unknown": Said(
        _l("Esa hoja ya no está"),
        _l("Otra persona la corrigió mientras usted escribía."),
        _l("Busque la hoja otra vez por su código."),
    ),
    "sheet-without-actas": Said(
        _l("No hay nada que guardar"),
        _l("Ninguna fila de la hoja se pudo entender."),
        _l("Corrija la hoja y tráigala otra vez."),
    ),
    "signatories-too-many": Said(
        _l("Son demasiadas firmas"),
        _l("Un acta tiene hasta 200 firmas."),
        _l("Junte las demás firmas en una hoja y guárdela con los archivos."),
    ),
    "signatory-without-name": Said(
        _l("Falta el nombre"),
        _l("Un testigo no tiene asiento: hay que escribir quién es."),
        _l("Escriba su nombre."),
    ),
    "signature-without-scan": Said(
        _l("Falta el papel firmado"),
        _l("Una firma a mano o una huella se guarda con la foto o el PDF del papel."),
        _l("Elija el archivo."),
    ),
    "signed-on-another-day": Said(
        _l("Revise el día de la firma"),
        _l("No puede ser antes del acuerdo ni después de hoy."),
        _l("Corrija la fecha."),
    ),
    "signed-out": Said(
        _l("Su sesión se cerró"),
        _l("Pasó un tiempo sin uso y la cerramos por seguridad. Su texto sigue aquí."),
        _l("Entre otra vez en otra pestaña, vuelva a esta y envíe."),
    ),
    "signs-with-own-seat": Said(
        _l("Cada quien firma con su cuenta o su tarjeta"),
        _l("Nadie firma electrónicamente por otra persona."),
        _l("Anote una firma en papel, o pida a la persona que entre."),
    ),
    "sitting-has-attendance": Said(
        _l("Esa parte ya tiene asistencia"),
        _l("Si se quitara, se perdería quién estuvo en ella."),
        _l("Deje ese día dentro de la reunión."),
    ),
    "sittings-too-many": Said(
        _l("Son demasiadas partes"),
        _l("Una reunión tiene hasta 62 partes."),
        _l("Quite alguna, o divida la reunión."),
    ),
    "speaker-without-consent": Said(
        _l("No se puede anotar el nombre"),
        _l("El nombre de quien habla consta solo si la persona acepta."),
        _l("Marque que acepta, o borre el nombre. El grupo se puede anotar siempre."),
    ),
    "spoken-missing": Said(
        _l("Falta la lengua hablada"),
        _l("Queda escrito en qué lengua habló la persona, para contestarle en ella."),
        _l("Vuelva al borrador y márquela."),
    ),
    "stage-begun": Said(
        _l("Esa etapa ya empezó"),
        _l("Lo que ya empezó queda escrito en el camino del proceso."),
        _l("Escriba qué día terminó."),
    ),
    "stage-days-wrong": Said(
        _l("Revise los días de la etapa"),
        _l("Una etapa termina después de empezar, y lo planeado igual."),
        _l("Corrija los días y guarde otra vez."),
    ),
    "stage-limit-wrong": Said(
        _l("Revise el plazo legal"),
        _l("El plazo se cuenta en días, de 1 a 3650."),
        _l("Escriba otro número, o deje el campo vacío si la ley no pone plazo."),
    ),
    "stage-not-begun": Said(
        _l("Esa etapa no empezó todavía"),
        _l("Solo termina lo que empezó."),
        _l("Escriba primero qué día empezó."),
    ),
    "statement-missing": Said(
        _l("Falta la afirmación"),
        _l("Sin palabras no hay sobre qué votar."),
        _l("Escríbala y envíe otra vez."),
    ),
    "statement-there": Said(
        _l("Esa afirmación ya está"),
        _l("Alguien la escribió con las mismas palabras."),
        _l("Vote en ella, o escriba otra."),
    ),
    "statement-too-long": Said(
        _l("La afirmación es demasiado larga"),
        _l("Se lee de una vez: hasta 280 letras."),
        _l("Dígala más corta, o haga dos."),
    ),
    "statements-too-many": Said(
        _l("La conversación está llena"),
        _l("Tiene hasta 1000 afirmaciones."),
        _l("Haga otra conversación."),
    ),
    "statements-waiting": Said(
        _l("Sus afirmaciones esperan revisión"),
        _l("Cinco de cada persona pueden esperar a la vez."),
        _l("Cuando quien facilita las revise, agregue otra."),
    ),
    "study-closed": Said(
        _l("El estudio está cerrado"),
        _l("Se lee todo, y no se agrega nada."),
        _l("Quien coordina el estudio puede abrirlo otra vez."),
    ),
    "study-without-basin": Said(
        _l("Falta el nombre de la cuenca"),
        _l("Un estudio trata de una cuenca."),
        _l("Escriba el nombre de la cuenca o del salar."),
    ),
    "study-without-title": Said(
        _l("Falta el título del estudio"),
        _l("Con el título la gente reconoce el estudio."),
        _l("Escriba un título corto."),
    ),
    "text-missing": Said(
        _l("Falta el texto"),
        _l("No llegó nada escrito."),
        _l("Vuelva atrás y escriba, aunque sea con pocas palabras."),
    ),
    "text-too-long": Said(
        _l("El texto es demasiado largo"),
        _l("Así no cabe en la lista ni en el papel."),
        _l("Escríbalo más corto."),
    ),
    "thread-closed": Said(
        _l("El tema está cerrado"),
        _l("Ya no se escribe aquí."),
        _l("Pida a quien coordina la mesa que lo abra otra vez, o escriba en otro tema."),
    ),
    "thread-of-closed-process": Said(
        _l("Este tema no puede ser público"),
        _l("La mesa misma no la leen todas las personas."),
        _l("Elija que lo lean solo las partes, o haga pública la mesa primero."),
    ),
    "thread-said-among-parties": Said(
        _l("Este tema ya no puede hacerse público"),
        _l("Las personas escribieron aquí sabiendo que solo lo leían las partes."),
        _l("Abra otro tema público y escriba ahí lo que todos pueden leer."),
    ),
    "threshold-agreed-nowhere": Said(
        _l("Falta decir dónde se acordó"),
        _l("Un umbral queda acordado por lo que las partes acordaron juntas."),
        _l("Escriba la referencia del acuerdo."),
    ),
    "threshold-incomplete": Said(
        _l("Falta algo del umbral"),
        _l("Un umbral tiene una variable, un valor y una unidad."),
        _l("Complete lo que falta."),
    ),
    "threshold-not-adoptable": Said(
        _l("Un umbral ya no se puede adoptar"),
        _l("Ya no está propuesto, su estudio se cerró, o usted no puede escribir en él."),
        _l("Quite ese umbral del acuerdo, o propóngalo otra vez en el estudio."),
    ),
    "threshold-not-proposed": Said(
        _l("Este umbral no está propuesto"),
        _l("Solo se acuerda un umbral que está propuesto."),
        _l("Propóngalo primero."),
    ),
    "threshold-not-standing": Said(
        _l("Este umbral ya no está en pie"),
        _l("Fue retirado o no es de este estudio."),
    ),
    "threshold-stands-already": Said(
        _l("Este umbral ya está en la lista"),
        _l("El mismo valor de la misma variable se propone una vez."),
    ),
    "threshold-without-basis": Said(
        _l("Falta decir en qué se basa"),
        _l("Las demás personas quieren saber por qué ese valor."),
        _l("Escriba en qué se basa."),
    ),
    "threshold-wrong-unit": Said(
        _l("La unidad no es la de esta variable"),
        _l("Cada variable se mide siempre en la misma unidad, para que nadie se confunda."),
        _l("Use la unidad de la variable."),
    ),
    "title-missing": Said(
        _l("Falta el título"),
        _l("Sin título nadie la encuentra en la lista."),
        _l("Escríbalo y guarde otra vez."),
    ),
    "too-many-passkeys": Said(
        _l("Ya tiene muchas llaves de acceso"),
        _l("Una cuenta guarda hasta diez."),
        _l("Quite una que ya no use y agregue la nueva."),
    ),
    "topic-in-use": Said(
        _l("Algún taller trata este tema"),
        _l("Solo se quita un tema que nadie usa."),
        _l("Quite primero el tema de sus talleres."),
    ),
    "table-too-many-rows": Said(
        _l("La tabla tiene demasiadas filas"),
        _l("Leemos hasta 40 000 filas en cada hoja."),
        _l("Reparta la tabla en varios archivos, por ejemplo por décadas."),
    ),
    "total-with-votes-against": Said(
        _l("El acuerdo no puede ser total"),
        _l("Hay manos en contra."),
        _l("Marque que el acuerdo es parcial, o que no hay acuerdo, y escriba las razones."),
    ),
    "translation-same-language": Said(
        _l("Es la misma lengua"),
        _l("El aporte ya está en esa lengua."),
        _l("Elija la otra lengua."),
    ),
    "turn-not-possible": Said(
        _l("Revise cuánto habló"),
        _l("Una persona habla entre un segundo y tres horas seguidas."),
        _l("Corrija los minutos y guarde otra vez."),
    ),
    "two-documents": Said(
        _l("Son dos personas"),
        _l("Cada una dio un número de documento distinto."),
        _l("Si uno de los números está mal, corríjalo primero."),
    ),
    "unsigned-without-reason": Said(
        _l("Falta la razón"),
        _l("Cuando alguien no firma, el acuerdo dice por qué."),
        _l("Escriba la razón."),
    ),
    "witness-missing": Said(
        _l("Falta el testigo"),
        _l("Quien confirma de palabra lo hace ante un testigo."),
        _l("Escriba el nombre del testigo."),
    ),
    "upload-gone": Said(
        _l("El archivo ya no está"),
        _l("Un archivo que no se confirma espera un día, y solo para quien lo subió."),
        _l("Vuelva al estudio y súbalo otra vez."),
    ),
    "verifiers-word-missing": Said(
        _l("Falta la palabra de quien comprueba"),
        _l("Solo vale como comprobado lo que dijo quien comprueba."),
        _l("Escriba quién comprobó."),
    ),
    "view-of-nobody": Said(
        _l("Falta quién lo dijo"),
        _l("Cada parte habla con su nombre o el de su grupo."),
        _l("Escriba quién lo dijo."),
    ),
    "words-destroyed": Said(
        _l("Ya no se puede abrir"),
        _l("Lo que estaba escrito aquí se destruyó. Nadie puede leerlo."),
        _l("Si no sabe por qué, pregunte en la oficina."),
    ),
    "unavailable": Said(
        _l("Por ahora no podemos guardar"),
        _l("El sistema está ocupado o en reparación. No se guardó nada todavía."),
        _l("Espere un minuto y envíe otra vez. Su texto sigue aquí."),
    ),
    "work-promised-already": Said(
        _l("Ese punto ya tiene su compromiso"),
        _l("Cada punto tiene un compromiso que lo sigue."),
        _l("Abra el compromiso, o agregue otro punto a la lista."),
    ),
    "work-weight-wrong": Said(
        _l("Revise cuánto pesa"),
        _l("El peso es un número de 0 a 9999."),
        _l("Escriba otro número."),
    ),
    "workshop-full": Said(
        _l("Ya no hay lugares"),
        _l("Nunca se pasa del límite de lugares."),
        _l("Suba el límite en «Condiciones», o libere un lugar."),
    ),
    "workshop-goes-on": Said(
        _l("El taller todavía no termina"),
        _l("Un certificado dice que la persona asistió, y eso se sabe al final."),
        _l("Espere al último día del taller."),
    ),
}

NOT_FOUND = Said(
    _l("No encontramos esta página"),
    _l("La dirección está mal escrita, o la página ya no existe, o no es para usted."),
    _l("Vuelva al inicio y siga desde allí."),
)
FOREIGN_FORM = Said(
    _l("No recibimos este envío"),
    _l("Llegó desde otro sitio, no desde una página nuestra."),
    _l("Si quiere escribirnos, empiece desde nuestro inicio."),
)
CLOSED_NOW = Said(
    _l("Por ahora no podemos abrir esta página"),
    _l("El sistema está ocupado o en reparación."),
    _l("Espere un minuto e intente otra vez."),
)
TOKEN_OLD = Said(
    _l("Revise y envíe otra vez"),
    _l("La página estuvo abierta mucho tiempo o el teléfono borró su memoria. Nada se perdió."),
    _l("Su texto sigue aquí. Mírelo y envíelo."),
)

STATUSES = {
    400: Said(
        _l("No entendimos lo que llegó"),
        _l("El envío llegó incompleto o dañado."),
        _l("Vuelva atrás e intente otra vez."),
    ),
    403: CODES["not-allowed"],
    404: NOT_FOUND,
    405: Said(
        _l("Esta dirección no se abre así"),
        _l("Es el destino de un formulario, no una página."),
        _l("Vuelva al inicio y siga desde allí."),
    ),
    413: Said(
        _l("Es demasiado grande"),
        _l("Lo que envió pasa el tamaño que podemos recibir."),
        _l("Vuelva atrás y envíe menos texto o un archivo más pequeño."),
    ),
    429: Said(
        _l("Demasiados intentos seguidos"),
        _l("Para cuidar a todos, paramos un momento. No es un reproche."),
        _l("Espere unos minutos e intente otra vez."),
    ),
    500: Said(
        _l("Algo falló de nuestro lado"),
        _l("Ya quedó anotado para repararlo."),
        _l("Espere un minuto e intente otra vez."),
    ),
    503: CODES["unavailable"],
}
SEND_AGAIN = frozenset({429, 500, 503})

# Never sent back inside a page: whoever typed these types them again. Names end a field's name.
SECRETS = {
    "code": _l("Su código, otra vez"),
    "password": _l("Su contraseña, otra vez"),
    "password_again": _l("La contraseña, una vez más"),
    "last_four": _l("Los últimos cuatro números, otra vez"),
}
LONG = 60


@dataclass(frozen=True)
class Typed:
    """One posted field as it goes back: hidden, to be read and mended, or to be typed anew."""

    name: str
    value: str
    label: Any = ""

    @property
    def is_secret(self) -> bool:
        """Whether it must be typed again."""
        return bool(self.label)

    @property
    def is_text(self) -> bool:
        """Whether it is long enough that people want to see it."""
        return not self.is_secret and (len(self.value) > LONG or "\n" in self.value)


def secret_label(name: str) -> Any:
    """What to ask for when a field must not come back; "" for every other field."""
    for ending, label in SECRETS.items():
        if name == ending or name.endswith(("_" + ending, "-" + ending)):
            return label
    return ""


def refused(refusal: Refusal) -> Response:
    """The page of a refusal."""
    if isinstance(refusal, NotFound) and not isinstance(refusal, Gone):
        return _page(404, NOT_FOUND)
    said = CODES[refusal.code]
    if isinstance(refusal, Unavailable):
        return _unavailable()
    if refusal.code == "sent-before":
        return _send_again(refusal.status, said, fresh_key=True)
    if refusal.code == "signed-out":
        return _send_again(refusal.status, said, sign_in=True)
    return _page(refusal.status, said)


def failed(error: HTTPException) -> Response:
    """The page of an HTTP error; whatever lies beneath a 500 was logged by Flask."""
    original = getattr(error, "original_exception", None)
    if isinstance(original, (SQLAlchemyError, OSError)) and _out_of_order(original):
        return _unavailable()
    status = error.code if error.code in STATUSES else 500
    if error.code and error.code < 400:
        return make_response(error.get_response())
    if status in SEND_AGAIN:
        answer = _send_again(status, STATUSES[status])
    else:
        answer = _page(status, STATUSES[status])
    for name, value in error.get_headers() if error.code in {405, 429} else ():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def forged_or_forgotten(_error: CSRFError) -> Response:
    """A missing or strange token: another site's doing, or a page that was open for long."""
    if request.headers.get("Sec-Fetch-Site") in FOREIGN:  # nor do its words stand on our page
        return make_response(render_template("refusal.html", said=FOREIGN_FORM, texts=()), 400)
    if request.endpoint and not rule_of(current_app, request.endpoint).public and not _signed_in():
        return _send_again(403, CODES["signed-out"], sign_in=True)
    return _send_again(400, TOKEN_OLD)


def _signed_in() -> bool:
    """Whether the session of this request is still kept (see `web.sessions`)."""
    return getattr(session, "row", None) is not None


def database_failed(error: SQLAlchemyError) -> Response:
    """A database that is busy, full or gone is no fault of the page; anything else is a bug."""
    if not _out_of_order(error):
        raise error
    return _unavailable()


def not_there(error: OverflowError | DataError) -> Response:
    """An address asked for a number or a sign that no row can hold: no such row is there."""
    if request.method not in {"GET", "HEAD"} and not _beyond_every_row():
        raise error
    return _page(404, NOT_FOUND)


def _beyond_every_row() -> bool:
    """Whether the address itself asks for a number that no row has."""
    asked = (request.view_args or {}).values()
    return any(isinstance(number, int) and number > LAST_ROW for number in asked)


LAST_ROW = 2**63 - 1


def _out_of_order(error: Exception) -> bool:
    """Whether the database or the disk is unusable, rather than our code wrong."""
    if isinstance(error, OSError):
        return error.errno == ENOSPC
    cause = getattr(error, "orig", None)
    if getattr(cause, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_ERROR:
        return False  # SQLite calls wrong SQL and a missing table operational, too
    return isinstance(error, (OperationalError, InterfaceError, PoolEmpty))


def _unavailable() -> Response:
    # A session that lives in the database cannot be read now: the token that came is kept.
    said = CODES["unavailable"] if request.method == "POST" else CLOSED_NOW
    answer = _send_again(503, said, token=_posted().get("csrf_token", ""))
    answer.headers["Retry-After"] = "30"
    return answer


def _page(status: int, said: Said) -> Response:
    texts = [typed for typed in _typed() if typed.is_text]
    return make_response(render_template("refusal.html", said=said, texts=texts), status)


def _send_again(
    status: int,
    said: Said,
    *,
    token: str | None = None,
    fresh_key: bool = False,
    sign_in: bool = False,
) -> Response:
    """The same form once more: long texts to read and mend, secrets to type anew, the rest hidden.

    The form has no action, so it goes where it went. It is only shown to the person whose browser
    sent it: a post that says it comes from another site gets no form (see `forged_or_forgotten`).
    """
    fields = list(_typed())
    if not fields:
        return _page(status, said)
    page = render_template(
        "send_again.html",
        said=said,
        fields=fields,
        token=generate_csrf() if token is None else token,
        key=(not fresh_key and _posted().get("key")) or new_key(),
        files=bool(request.files),
        sign_in=sign_in,
    )
    return make_response(page, status)


def _typed() -> Iterator[Typed]:
    """What the form of this request held, but for its token and key."""
    for name, value in _posted().items(multi=True):
        if name not in {"csrf_token", "key"}:
            label = secret_label(name)
            yield Typed(name, "" if label else value, label)


def _posted() -> MultiDict[str, str]:
    try:
        return request.form if request.method == "POST" else MultiDict()
    except HTTPException:  # too large to read at all
        return MultiDict()


def init_app(app: Flask) -> None:
    """Answer every refusal and every error with a page of ours."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, failed)
    app.register_error_handler(InternalServerError, failed)
    app.register_error_handler(CSRFError, forged_or_forgotten)
    app.register_error_handler(DBAPIError, database_failed)
    app.register_error_handler(DataError, not_there)
    app.register_error_handler(OverflowError, not_there)  # as SQLite says it
    app.register_error_handler(PoolEmpty, database_failed)
